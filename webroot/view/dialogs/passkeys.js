import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { clock, day, exact } from '../../i18n/times.js';
import { Attempt } from '../attempt.js';
import { icon } from '../icon.js';
import { areFilled, fieldsOf } from '../sign-in.js';

const attempt = new Attempt();

/** The passkeys of an account: what there are, and how one comes or goes. @param {import('../../state/chat.js').Chat} chat */
export const passkeysForm = (chat) => html`
  <form class="form" @submit=${(event) => add(event, chat)} aria-labelledby="passkeys-title">
    <h3 id="passkeys-title">${t.passkeys}</h3>
    <p class="hint">${t.passkeysHint}</p>
    ${list(chat)}
    ${chat.account.canHavePasskeys ? nameField() : html`<p class="hint">${t.noPasskeysHere}</p>`}
    ${chat.account.canHavePasskeys || chat.account.passkeys?.length ? proofField(chat, 'passkey-proof') : nothing}
    ${attempt.words()}
    ${chat.account.canHavePasskeys ? html`
      <div class="form-actions"><button class="button" data-testid="add-passkey" ?disabled=${attempt.busy}>${icon('key-round')}${t.addPasskey}</button></div>` : nothing}
  </form>`;

const list = (chat) => (chat.account.passkeys?.length ? html`
  <ul class="sessions" data-testid="passkeys">${chat.account.passkeys.map((passkey) => row(chat, passkey))}</ul>` : nothing);

const nameField = () => html`
  <label class="field"><span>${t.passkeyName}</span>
    <input name="name" data-testid="passkey-name" required maxlength="48" autocomplete="off" placeholder=${t.passkeyNameHint}></label>`;

/** What proves that it is oneself: the password, where there is one; with passkeys it may stay empty. @param {import('../../state/chat.js').Chat} chat @param {string} id */
export const proofField = ({ account: { hasPassword, passkeys, canHavePasskeys } }, id, name = 'proof') => {
  const mayBeEmpty = canHavePasskeys && (passkeys?.length ?? 0) > 0;
  if (!hasPassword) return passkeys?.length ? html`<p class="hint">${t.proofByPasskey}</p>` : nothing;
  return html`
    <label class="field"><span>${t.oldPassword}</span>
      <input name=${name} data-testid=${id} type="password" ?required=${!mayBeEmpty} autocomplete="current-password"></label>
    ${mayBeEmpty ? html`<p class="hint">${t.proofMayBeEmpty}</p>` : nothing}`;
};

const row = (chat, { id, name, created, used }) => {
  const at = new Date(used ?? created);
  return html`
    <li class="session">
      <span class="session-what"><strong>${name}</strong>
        <small title=${exact(at)}>${(used ? t.lastUsed : t.madeOn)(day(at), clock(at))}</small></span>
      <button type="button" class="button" data-testid="remove-passkey" aria-label=${t.removePasskeyOf(name)} ?disabled=${attempt.busy}
        @click=${({ currentTarget }) => askToRemove(currentTarget.form, chat, id, name)}>${t.removePasskey}</button>
    </li>`;
};

async function add(event, chat) {
  event.preventDefault();
  if (!chat.account.canHavePasskeys) return;
  const form = event.target;
  const { name, proof = '' } = fieldsOf(form);
  if (await attempt.make(chat, () => chat.account.addPasskey(name, proof))) form.reset();
}

function askToRemove(form, chat, id, name) {
  if (form.elements.namedItem('proof') && !areFilled(form, ['proof'])) return;
  const { proof = '' } = fieldsOf(form);
  const words = () => t.removePasskeyQuestion(name);
  chat.layout.show({ question: { title: () => words().title, text: () => words().text, label: () => words().label, act: () => remove(form, chat, id, proof) } });
}

async function remove(form, chat, id, proof) {
  if (await attempt.make(chat, () => chat.account.removePasskey(id, proof))) form.reset();
}

/** The dialog closes. @param {import('../../state/chat.js').Chat} chat */
export const forgetAttempt = (chat) => attempt.forget(chat);

import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { clock, day, exact } from '../../i18n/times.js';
import { Attempt } from '../attempt.js';
import { dialog } from '../modal.js';
import { leave, leaving, providerButton } from '../provider.js';
import { passwordField } from '../sign-in.js';
import { forgetAttempt, passkeysForm, proofField } from './passkeys.js';

const attempt = new Attempt();
const deletion = new Attempt();
const unlinking = new Attempt();
let isChanged = false;

/** The sessions of an account, its passkeys, and its password. @param {import('../../state/chat.js').Chat} chat */
export const accountDialog = (chat) => dialog({
  open: chat.layout.dialog === 'account',
  title: t.account,
  name: 'account',
  close: () => close(chat),
  content: () => html`
    <section class="form" aria-labelledby="sessions-title">
      <h3 id="sessions-title">${t.sessions}</h3>
      ${sessions(chat)}
    </section>
    ${providerPart(chat)}
    ${passkeysForm(chat)}
    ${chat.account.takesPasswords ? passwordForm(chat) : nothing}
    ${deletionForm(chat)}`,
});

function sessions(chat) {
  const all = chat.account.sessions;
  if (!all) return html`<p class="quiet">${t.loading}</p>`;
  return html`
    <ul class="sessions" data-testid="sessions">${all.map((session) => row(chat, session))}</ul>
    ${all.length > 1 ? html`
      <div class="form-actions"><button type="button" class="button" data-testid="end-others"
        @click=${() => change(chat, () => chat.account.endOthers())}>${t.endOthers}</button></div>` : nothing}`;
}

const row = (chat, { id, device, begun, seen, here }) => html`
  <li class="session">
    <span class="session-what"><strong>${device || t.unknownDevice}</strong>
      <small title=${exact(new Date(here ? begun : seen))}>${here ? t.thisDevice : t.lastUsed(day(new Date(seen)), clock(new Date(seen)))}</small></span>
    ${here ? nothing : html`<button type="button" class="button" data-testid="end-session" aria-label=${t.endSessionOf(device || t.unknownDevice)}
      @click=${() => change(chat, () => chat.account.end(id))}>${t.endSession}</button>`}
  </li>`;

/** Who one is elsewhere. */
function providerPart(chat) {
  const { provider, isLinked, mayUnlink } = chat.account;
  if (!provider) return nothing;
  return html`
    <form class="form" @submit=${(event) => link(event, chat)} aria-labelledby="provider-title">
      <h3 id="provider-title">${t.signInWith(provider)}</h3>
      <p class="hint">${isLinked ? t.linkedHint(provider, mayUnlink) : t.unlinkedHint(provider)}</p>
      ${unlinking.words()}
      ${isLinked ? unlinkPart(chat) : html`${proofField(chat, 'link-proof')}${providerButton(chat, { isLink: true, isSubmit: true })}`}
    </form>`;
}

/** It is one more way in, or one less, so it is asked for what a passkey would be. */
function link(event, chat) {
  event.preventDefault();
  const { proof = '' } = Object.fromEntries(new FormData(event.target));
  if (chat.account.isLinked) unlinking.make(chat, () => chat.account.unlink(proof));
  else leave(chat, true, proof);
}

/** Who could not come back any more has none. */
const unlinkPart = (chat) => (chat.account.mayUnlink ? html`${proofField(chat, 'link-proof')}
  <div class="form-actions"><button class="button" data-testid="unlink" ?disabled=${unlinking.busy}>${t.unlink}</button></div>` : nothing);

/** The handle is for password managers, which would not know whose password it is. */
const passwordForm = (chat) => html`
  <form class="form" @submit=${(event) => submit(event, chat)} aria-labelledby="password-title">
    <h3 id="password-title">${words(chat)}</h3>
    <input class="hidden-text" name="handle" autocomplete="username" .value=${chat.account.handle ?? ''} readonly tabindex="-1" aria-hidden="true">
    ${proofField(chat, 'old', 'old')}
    ${passwordField('new-password', t.newPassword)}
    <p id="password-hint" class="hint">${t.passwordHint} ${t.passwordEnds}</p>
    ${attempt.words()}
    <div class="form-actions">
      <span class="hint" role="status">${isChanged ? t.passwordChanged : nothing}</span>
      <button class="button button-primary" data-testid="change-password" ?disabled=${attempt.busy}>${words(chat)}</button>
    </div>
  </form>`;

const words = ({ account }) => (account.hasPassword ? t.changePassword : t.choosePassword);

/** It is asked twice, and the second time for the password. */
const deletionForm = (chat) => html`
  <form class="form" @submit=${(event) => askToDelete(event, chat)} aria-labelledby="deletion-title">
    <h3 id="deletion-title">${t.deleteAccount}</h3>
    <p class="hint">${t.deleteAccountHint}</p>
    ${proofField(chat, 'proof')}
    ${deletion.words()}
    <div class="form-actions"><button class="button" data-testid="delete-account" ?disabled=${deletion.busy}>${t.deleteAccount}</button></div>
  </form>`;

function askToDelete(event, chat) {
  event.preventDefault();
  const { proof = '' } = Object.fromEntries(new FormData(event.target));
  const words = () => t.deleteAccountQuestion;
  chat.layout.show({ question: { title: () => words().title, text: () => words().text, label: () => words().label, act: () => remove(chat, proof) } });
}

async function remove(chat, password) {
  if (await deletion.make(chat, () => chat.leaving.deleteAccount(password))) close(chat);
}

async function submit(event, chat) {
  event.preventDefault();
  const form = event.target;
  const { old = '', password } = Object.fromEntries(new FormData(form));
  isChanged = await change(chat, () => chat.account.changePassword(old, password));
  if (isChanged) form.reset();
  chat.changed();
}

/** @returns {Promise<boolean>} whether it worked; the dialog says why not */
function change(chat, act) {
  isChanged = false;
  return attempt.make(chat, act);
}

function close(chat) {
  attempt.forget(chat);
  deletion.forget(chat);
  unlinking.forget(chat);
  leaving.forget(chat);
  forgetAttempt(chat);
  isChanged = false;
  chat.account.sessions = null;
  if (chat.layout.dialog === 'account') chat.layout.show({ dialog: '' });
}

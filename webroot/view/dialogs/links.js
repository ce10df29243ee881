import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { clock, day } from '../../i18n/times.js';
import { mayInvite } from '../../state/rights.js';
import { Attempt } from '../attempt.js';
import { put } from '../clipboard.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { linkOf } from '../route.js';

const USES = [1, 5, 25, 100];
const HOURS = [1, 24, 24 * 7, 24 * 30];

const attempt = new Attempt();
let isCopied = false;

/** Links that let people into a room, or into the chat alone. @param {import('../../state/chat.js').Chat} chat */
export const linksDialog = (chat) => dialog({
  open: chat.layout.dialog === 'links',
  may: mayLink(chat),
  title: t.invitationLinks,
  name: 'links',
  close: () => close(chat),
  content: () => html`
    ${linkForm(chat)}
    ${chat.invitations.made ? madeLink(chat) : nothing}
    ${list(chat)}`,
});

/** Whether one may let people into the room that it is about, as long as it is the open one. */
const mayLink = ({ room, invitations }) => !invitations.room || (room?.id === invitations.room.id && mayInvite(room));

/** @param {import('../../state/chat.js').Chat} chat @param {{ id: string, name: string } | null} room */
export function showLinks(chat, room) {
  chat.layout.show({ dialog: 'links' });
  beginLinks(chat, room);
}

/** @param {import('../../state/chat.js').Chat} chat @param {{ id: string, name: string } | null} room that they lead into */
export function beginLinks(chat, room) {
  isCopied = false;
  attempt.make(chat, () => chat.invitations.look(room));
}

/** Asks for one more. @param {import('../../state/chat.js').Chat} chat @param {unknown} [aside] what else one may do */
export const linkForm = (chat, aside = nothing) => html`
    <form class="form" @submit=${(event) => make(event, chat)}>
      <p>${chat.invitations.room ? t.linkHint(chat.invitations.room.name) : t.linkHintChat}</p>
      <div class="links-choice">
        ${select('uses', t.linkUses, USES, (n) => t.linkPeople(n), 5)}
        ${select('hours', t.linkTime, HOURS, (n) => t.linkHours(n), 24)}
      </div>
      ${attempt.words()}
      <div class="form-actions">${aside}<button class="button button-primary" data-testid="make-link" ?disabled=${attempt.busy}>${t.makeLink}</button></div>
    </form>`;

const select = (name, label, options, words, chosen) => html`
  <label class="field"><span>${label}</span>
    <select name=${name} data-testid="link-${name}">${options.map((each) => html`<option value=${each} ?selected=${each === chosen}>${words(each)}</option>`)}</select></label>`;

/** It is told once: the server knows it no more than a password. @param {import('../../state/chat.js').Chat} chat */
export const madeLink = (chat) => html`
  <section class="links-made" aria-labelledby="links-made">
    <h3 id="links-made">${t.linkMade}</h3>
    <div class="links-secret"><input readonly data-testid="link" aria-labelledby="links-made" .value=${linkOf(chat.invitations.made)} @focus=${({ target }) => target.select()}>
      <button type="button" id="copy-link" class="button" data-testid="copy-link" @click=${({ currentTarget }) => copy(chat, currentTarget)}>${icon(isCopied ? 'check' : 'copy')}${isCopied ? t.copied : t.copyLink}</button></div>
    <p class="hint">${t.linkOnce}</p>
  </section>`;

function list(chat) {
  const { open, all } = chat.invitations;
  if (!all || !open.length) return nothing;
  return html`
    <section aria-labelledby="links-open">
      <h3 id="links-open">${t.openLinks}</h3>
      <ul class="links" data-testid="links">${open.map((each) => html`
        <li class="links-one"><span>${t.linkLeft(each.uses - each.used)}<small>${t.linkEnds(day(new Date(each.ends)), clock(new Date(each.ends)))}</small></span>
          <button type="button" class="button" data-testid="revoke-link" ?disabled=${attempt.busy} @click=${() => attempt.make(chat, () => chat.invitations.revoke(each.id))}>${t.revokeLink}</button></li>`)}</ul>
    </section>`;
}

async function make(event, chat) {
  event.preventDefault();
  const { uses, hours } = Object.fromEntries(new FormData(event.target));
  isCopied = false;
  if (await attempt.make(chat, () => chat.invitations.make(Number(uses), Number(hours)))) requestAnimationFrame(() => toCopy()?.focus());
}

/** What one wants with a new one. */
const toCopy = () => document.getElementById('copy-link');

async function copy(chat, button) {
  isCopied = await put(linkOf(chat.invitations.made), button.parentElement);
  chat.changed();
}

function close(chat) {
  if (chat.layout.dialog !== 'links') return;
  chat.invitations.forget();
  chat.layout.show({ dialog: '' });
}

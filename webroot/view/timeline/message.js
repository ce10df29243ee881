import { html, nothing } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { clock, clockDigits, exact } from '../../i18n/times.js';
import { avatar } from '../avatar.js';
import { icon } from '../icon.js';
import { address } from '../route.js';
import { reactions } from './reactions.js';
import { said } from './said.js';

/**
 * Its name is who and when; what is said, with its links, and what becomes of it stay the content.
 * @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'message' }>} row
 */
export const messageItem = (chat, row) => html`
  <article class="message ${row.lead ? 'is-lead' : ''} ${row.own ? 'is-own' : ''} is-${row.state}" tabindex="-1"
    data-testid="message" data-seq=${row.seq ?? nothing} data-state=${row.state} data-id=${row.id}
    aria-label=${t.messageLabel(row.user.name, clock(row.at))} aria-describedby="text-${place(row)} fate-${place(row)}">
    <div class="message-side">${row.lead ? avatar(row.user) : time(chat, row, clockDigits)}</div>
    <div class="message-body">
      ${row.lead ? html`<p class="message-head"><strong>${author(row)}</strong>${time(chat, row)}</p>` : nothing}
      <div id="text-${place(row)}">${row.editor ? row.editor.template() : said(chat, row)}</div>
      ${row.message?.reactions?.length ? reactions(chat, row) : nothing}
      ${row.post ? html`<div id="fate-${place(row)}">${fate(chat, row.post)}</div>` : nothing}
    </div>
  </article>`;

const place = ({ seq, id }) => seq ?? id;

/** The names of others lead to them. */
const author = ({ user, own }) => (own ? user.name
  : html`<button type="button" class="message-author" data-testid="author" aria-haspopup="dialog" tabindex="-1">${user.name}</button>`);

/** Once the message has its number, the time is the link to it. */
function time({ layout }, { at, seq }, format = clock) {
  const shown = html`<time class="message-time" datetime=${at.toISOString()} title=${exact(at)}>${format(at)}</time>`;
  return seq ? html`<a class="message-link" href=${address(layout.room, seq)} data-testid="permalink" aria-label=${t.permalink(exact(at))} tabindex="-1">${shown}</a>` : shown;
}

/** What becomes of an own message that is not there yet. */
function fate(chat, post) {
  if (post.state === 'failed') return failed(chat, post);
  if (post.state === 'sent') return nothing;
  const seconds = Math.max(0, Math.ceil(((post.until ?? 0) - Date.now()) / 1000));
  if (seconds) return note('is-waiting', 'hourglass', (t.waits[post.code] ?? t.waits.timeout)(seconds));
  if (chat.link.mood !== 'connected') return post === lastWaiting(chat, post) ? note('is-waiting', 'clock', waits(chat, post)) : nothing;
  return note('is-late', 'clock', t.pending);
}

const lastWaiting = (chat, { room }) => chat.outbox.in(room).findLast(({ state }) => state === 'pending');

const waits = (chat, { kept }) => (kept === false || !chat.outbox.lasting ? t.waitsInThisTab : t.waitsForLine);

const note = (kind, name, text) => html`<p class="message-note ${kind}">${icon(name)}${text}</p>`;

const failed = (chat, { id, code }) => html`
  <p class="message-note is-failed" role="alert">${icon('circle-alert')}<span>${t.failed} ${explain({ code })}
    <button type="button" class="link-button" data-testid="retry" @click=${() => chat.retry(id)}>${t.retry}</button>
    <button type="button" class="link-button" data-testid="discard" @click=${() => chat.outbox.drop([id])}>${t.discard}</button></span>
  </p>`;

import { html, nothing } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { clock, clockDigits, exact } from '../../i18n/times.js';
import { avatar } from '../avatar.js';
import { icon } from '../icon.js';
import { THREAD } from '../pane.js';
import { address } from '../route.js';
import { statusSign } from '../status.js';
import { quote } from './quote.js';
import { reactions } from './reactions.js';
import { replies } from './replies.js';
import { said } from './said.js';
import { leave, unsettled } from './unsettled.js';

/**
 * Its name is who and when; what is said, with its links, and what becomes of it stay the content.
 * @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'message' }>} row @param {import('../pane.js').Pane} pane
 */
export const messageItem = (chat, row, pane) => html`
  <article class="message ${row.lead ? 'is-lead' : ''} ${row.own ? 'is-own' : ''} ${pane === THREAD && row.seq === chat.layout.thread ? 'is-root' : ''} is-${row.state} ${isEditing(row) ? 'is-unsettled' : ''}" tabindex="-1"
    data-testid="message" data-seq=${row.seq ?? nothing} data-state=${row.state} data-id=${row.id}
    aria-label=${label(row)} aria-describedby="${pane.name}-text-${place(row)} ${pane.name}-fate-${place(row)}">
    <div class="message-side">${row.lead ? avatar(row.user) : time(chat, row, clockDigits)}</div>
    <div class="message-body">
      ${row.lead ? html`<p class="message-head"><strong>${author(row)}</strong>${row.own ? nothing : statusSign(chat, row.user.id)}${time(chat, row)}</p>` : nothing}
      ${quote(chat, row, pane)}
      <div id="${pane.name}-text-${place(row)}">${row.editor ? row.editor.template() : said(chat, row)}</div>
      ${row.message?.reactions?.length ? reactions(chat, row) : nothing}
      ${replies(chat, row, pane)}
      ${row.post || row.message?.unsettled || row.message?.refused ? html`<div id="${pane.name}-fate-${place(row)}">${row.post ? fate(chat, row.post) : unsettled(chat, row.message)}</div>` : nothing}
    </div>
  </article>`;

function label({ user, at, reply }) {
  return reply?.user ? t.replyLabel(nameOf(user), clock(at), nameOf(reply.user)) : t.messageLabel(nameOf(user), clock(at));
}

const place = ({ seq, id }) => seq ?? id;

/** What one has edited, and the log does not have yet. */
const isEditing = ({ message }) => Boolean(message?.unsettled?.some(({ type }) => type === 'edit'));

/** The names of others lead to them. */
const author = ({ user, own }) => (own ? user.name
  : html`<button type="button" class="message-author" data-testid="author" aria-haspopup="dialog" tabindex="-1">${nameOf(user)}</button>`);

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

const failed = (chat, { id, code, reply }) => html`
  <p class="message-note is-failed" role="alert">${icon('circle-alert')}<span>${t.failed} ${explain({ code: reply && code === 'message_not_found' ? 'message_gone' : code })}
    ${reply && code === 'message_not_found'
      ? html`<button type="button" class="link-button" data-testid="send-alone" @click=${(event) => leave(event, () => chat.outbox.sendAlone(id))}>${t.sendAlone}</button>`
      : html`<button type="button" class="link-button" data-testid="retry" @click=${(event) => leave(event, () => chat.outbox.retry(id))}>${t.retry}</button>`}
    <button type="button" class="link-button" data-testid="discard" @click=${() => chat.outbox.drop([id])}>${t.discard}</button></span>
  </p>`;

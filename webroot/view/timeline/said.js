import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { t } from '../../i18n/index.js';
import { nameOf, naming } from '../../i18n/names.js';
import { exact, moment } from '../../i18n/times.js';
import { edits } from '../dialogs/edits.js';
import { readers } from '../dialogs/readers.js';
import { icon } from '../icon.js';
import { formatted } from '../text/text.js';

const HANGUL = /\p{Script=Hangul}/u;

/** What a message says now, or that it says nothing any more. @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'message' }>} row */
export const said = (chat, { seq, text, mentions, deleted, edited, message }) => (deleted
  ? html`<p class="message-deleted">${icon('trash-2')}<span>${deleted.user.id === chat.session.user.id ? t.deletedByYou : t.deletedBy(nameOf(deleted.user))}</span>
      <time datetime=${deleted.at} title=${exact(new Date(deleted.at))}>${moment(new Date(deleted.at))}</time></p>`
  : html`<div class="message-text" lang=${HANGUL.test(text) ? 'ko' : nothing}>${guard([text, mentions, chat.session.user.id, naming()], () => formatted(text, mentions ?? [], chat.session.user.id))}</div>
    ${edited ? html`<button type="button" class="message-edited" data-testid="edited" tabindex="-1" aria-haspopup="dialog" title=${exact(new Date(edited))}
      @click=${() => edits.show(chat, seq)}>${t.edited}</button>` : nothing}
    ${message?.pinned ? html`<span class="message-pinned" data-testid="is-pinned">${icon('pin')}${t.isPinned}</span>` : nothing}
    ${message ? unread(chat, message) : nothing}`);

/** How many have not read it yet, where the room shows that; who has is behind it. */
function unread(chat, message) {
  const count = chat.presence.unread(chat.room.id, message);
  return count ? html`<button type="button" class="message-unread" data-testid="not-read" tabindex="-1" aria-haspopup="dialog" aria-label=${t.notReadBy(count)} title=${t.notReadBy(count)}
    @click=${() => readers.show(chat, message.seq)}>${count}</button>` : nothing;
}

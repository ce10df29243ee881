import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { isKnown } from '../../state/messages.js';
import { icon } from '../icon.js';
import { shown, THREAD } from '../pane.js';
import { address, go } from '../route.js';
import { plain } from '../text/plain.js';
import { focusMessage } from './roving.js';

/** What a message says that is answered, on one line. @param {import('../../state/messages.js').Quote} quote */
export function words(quote) {
  if (quote.hidden) return t.quoteHidden;
  if (quote.deleted) return t.quoteDeleted;
  return isKnown(quote) ? plain(quote.text).replace(/\s+/g, ' ') : t.quoteEarlier;
}

/** The message that a reply answers, and the way to it. In a thread, what answers the message that began it needs no saying. @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'message' }>} row @param {import('../pane.js').Pane} pane */
export function quote(chat, { reply, thread }, pane) {
  if (!reply || (pane === THREAD && reply.seq === thread)) return nothing;
  const text = words(reply);
  if (reply.hidden) return html`<p class="quote" data-testid="quote">${icon('reply')}<span>${text}</span></p>`;
  return html`
    <a class="quote" data-testid="quote" href=${address(chat.layout.room, reply.seq)} tabindex="-1" title=${text}
      aria-label=${t.quoteLabel(nameOf(reply.user), text)} @click=${(event) => lead(event, chat, reply.seq, pane)}>${icon('reply')}
      ${reply.user ? html`<strong>${nameOf(reply.user)}</strong>` : nothing}<span>${text}</span></a>`;
}

/** Where it is not in the thread yet, the room leads to it. */
function lead(event, chat, seq, pane) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { room, thread } = chat.layout;
  const message = pane === THREAD && shown(pane, seq);
  if (message) focusMessage(message);
  else if (!go(room, seq, pane === THREAD ? 0 : thread)) chat.open(room, seq, thread);
}

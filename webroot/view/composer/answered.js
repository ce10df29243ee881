import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { quoted } from '../../state/messages.js';
import { icon } from '../icon.js';
import { words } from '../timeline/quote.js';

/**
 * What is being answered, above what is being written, and the way to let go of it. It is said as it is now, as far as the pane has it.
 * @param {import('../../state/chat.js').Chat} chat @param {import('../pane.js').Pane} pane @param {import('../../state/answering.js').Answered | null} answered
 * @param {() => void} letGo
 */
export function answeredBar(chat, pane, answered, letGo) {
  if (!answered) return nothing;
  const message = pane.messages(chat).find(({ seq }) => seq === answered.seq);
  const quote = message ? quoted(message) : answered;
  return html`
    <div class="answered" data-testid="answered">${icon('reply')}
      <p id="${pane.field}-answered"><strong>${t.replyTo(nameOf(quote.user))}</strong> <span>${words(quote)}</span></p>
      <button type="button" class="icon-button" data-testid="let-go" aria-label=${t.letGo} title=${t.letGo} @click=${letGo}>${icon('x')}</button></div>`;
}

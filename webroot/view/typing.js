import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { typists } from '../state/typists.js';

const NAMED = 2;

/** Who is typing, in one line that is always there, so that nothing moves. @param {import('../state/chat.js').Chat} chat */
export function typingLine(chat) {
  const names = typists(chat).map(({ name }) => name);
  const [shown, others] = names.length > NAMED + 1 ? [names.slice(0, NAMED), names.length - NAMED] : [names, 0];
  return html`
    <p class="typing" data-testid="typing" ?data-someone=${names.length > 0}>
      ${names.length ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${t.typing(shown, others)}` : nothing}
    </p>`;
}

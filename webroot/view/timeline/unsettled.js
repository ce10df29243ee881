import { html, nothing } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { put } from '../clipboard.js';
import { icon } from '../icon.js';

/**
 * What becomes of what one does to a message, as long as the log does not have it, or when it was refused.
 * @param {import('../../state/chat.js').Chat} chat @param {import('../../state/messages.js').Message} message
 */
export function unsettled({ link, changing }, { unsettled: changes = [], refused }) {
  const change = changes.findLast((each) => !changing.isHeld(each));
  if (change) return link.mood === 'connected' ? note('is-late', t.changing) : note('is-waiting', t.changeWaits[change.type](change.text));
  return refused ? fallenBack(changing, refused) : nothing;
}

const note = (kind, text) => html`<p class="message-note ${kind}" data-testid="unsettled">${icon('clock')}${text}</p>`;

/** The notice beside it has been read aloud. What somebody has written is nowhere else; what is gone cannot be changed by trying again. */
const fallenBack = (changing, refused) => html`
  <p class="message-note is-failed" data-testid="refused">${icon('circle-alert')}<span>${t.changeRefused[refused.type](refused.text)} ${explain(refused.problem)}
    ${refused.problem.code === 'message_gone' ? nothing : html`<button type="button" class="link-button" data-testid="change-again" @click=${(event) => leave(event, () => changing.again(refused))}>${t.changeAgain}</button>`}
    ${refused.type === 'edit' ? html`<button type="button" class="link-button" data-testid="copy-refused" @click=${({ target }) => put(refused.text, target.parentElement)}>${t.copyText}</button>` : nothing}
    <button type="button" class="link-button" data-testid="refused-seen" @click=${(event) => leave(event, () => changing.seen(refused))}>${t.close}</button></span>
  </p>`;

/** The message keeps the focus of a button that goes. @param {Event & { target: any }} event @param {() => void} act */
export function leave({ target }, act) {
  target.closest('.message').focus({ preventScroll: true });
  act();
}

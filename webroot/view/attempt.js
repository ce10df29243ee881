import { html, nothing } from 'lit-html';
import { explain } from '../i18n/index.js';

/** What a dialog tries for somebody who waits: whether that goes on, and why it has failed. */
export class Attempt {
  busy = false;
  /** Why the last one failed; null where it did not. @type {any} */
  problem = null;

  /** A button that waits loses the focus, and gets it back. @param {import('../state/chat.js').Chat} chat @param {() => Promise<unknown>} act @returns {Promise<boolean>} whether it worked */
  async make(chat, act) {
    const pressed = /** @type {HTMLElement} */ (document.activeElement);
    this.busy = true;
    this.forget(chat);
    this.problem = await act().then(() => null, (refusal) => refusal);
    this.busy = false;
    chat.changed();
    requestAnimationFrame(() => document.activeElement === document.body && pressed.focus());
    return !this.problem;
  }

  /** It is known before one tries, or again that nothing is wrong. @param {import('../state/chat.js').Chat} chat @param {any} problem */
  tell(chat, problem) {
    this.problem = problem;
    chat.changed();
  }

  /** What is wanted is something else by now, or nothing. @param {import('../state/chat.js').Chat} chat */
  forget(chat) {
    this.tell(chat, null);
  }

  /** Why it has failed, in words that are read aloud. @param {string} [id] for the field that it is about */
  words(id) {
    return html`<p id=${id ?? nothing} class="form-problem" role="alert">${this.problem ? explain(this.problem) : nothing}</p>`;
  }
}

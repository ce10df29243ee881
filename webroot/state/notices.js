import { Observable } from './observable.js';

const SHOWN_FOR = 6_000;

/**
 * What was refused, what could not be sent, or a text that is asked for at each rendering, so that it follows the language.
 * @typedef {{ problem?: { code: string }, unsent?: string[], text?: () => string, action?: { label: () => string, act: () => void } }} Notice
 */

/** One short notice at a time, with at most one way to act on it. One that can be acted on waits: nobody knows how long somebody needs. */
export class Notices extends Observable {
  /** @type {Notice | null} */
  current = null;
  #timer = 0;

  /** @param {Notice} notice */
  tell(notice) {
    clearTimeout(this.#timer);
    this.current = notice;
    if (!notice.action && !notice.unsent) this.#timer = setTimeout(() => this.dismiss(), SHOWN_FOR);
    this.changed();
  }

  /** Texts that could not be sent, and are nowhere else any more: those that are told of already stay with them. @param {string[]} texts */
  tellUnsent(texts) {
    this.tell({ unsent: [...(this.current?.unsent ?? []), ...texts] });
  }

  dismiss() {
    clearTimeout(this.#timer);
    this.current = null;
    this.changed();
  }
}

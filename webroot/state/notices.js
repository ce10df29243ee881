import { Observable } from './observable.js';

const SHOWN_FOR = 6_000;

/** One short notice at a time, with at most one way to act on it. */
export class Notices extends Observable {
  /** @type {{ text: () => string, action?: { label: () => string, act: () => void } } | null} */
  current = null;
  #timer = 0;

  /** @param {() => string} text asked at each rendering, so that it follows the language @param {{ label: () => string, act: () => void }} [action] */
  tell(text, action) {
    clearTimeout(this.#timer);
    this.current = { text, action };
    this.#timer = setTimeout(() => this.dismiss(), SHOWN_FOR);
    this.changed();
  }

  dismiss() {
    this.current = null;
    this.changed();
  }
}

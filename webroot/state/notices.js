import { Observable } from './observable.js';

const SHOWN_FOR = 6_000;

/**
 * What was refused, what could not be sent, or a text that is asked for at each rendering, so that it follows the language.
 * `held`: what is told of waits, so that it can be taken back; `hold` is told whether somebody is about to.
 * @typedef {{ problem?: { code: string }, unsent?: string[], text?: () => string, action?: { label: () => string, act: () => void }, held?: boolean,
 *   hold?: (isHeld: boolean) => void }} Notice
 */

/**
 * One short notice at a time, with at most one way to act on it. One that can be acted on waits: nobody knows how long somebody needs (WCAG 2.2, 2.2.1). What is
 * told meanwhile stands before it, and leaves it where it was.
 */
export class Notices extends Observable {
  /** Those that wait, and the one that is told now, which is the last. @type {Notice[]} */
  #all = [];
  #timer = 0;

  /** @returns {Notice | null} */
  get current() {
    return this.#all.at(-1) ?? null;
  }

  /** @param {Notice} notice what can be acted on takes the place of what could be before, unless that waits to be taken back */
  tell(notice) {
    clearTimeout(this.#timer);
    this.current?.hold?.(false);
    this.#all = [...this.#all.filter((each) => isLasting(each) && !(notice.action && each.action && !each.held)), notice];
    if (!isLasting(notice)) this.#timer = setTimeout(() => this.withdraw(notice), SHOWN_FOR);
    this.changed();
  }

  /** Tells why something did not work. @param {() => Promise<unknown>} what rejects with a refusal @returns {Promise<boolean>} whether it worked, and is still wanted */
  async attempt(what) {
    try {
      return (await what()) !== false;
    } catch (problem) {
      this.tell({ problem });
      return false;
    }
  }

  /** Texts that could not be sent, and are nowhere else any more: those that are told of already stay with them. @param {string[]} texts */
  tellUnsent(texts) {
    const before = this.#all.find(({ unsent }) => unsent);
    this.withdraw(before);
    this.tell({ unsent: [...(before?.unsent ?? []), ...texts] });
  }

  /** It is not to be told any more, wherever it stands. @param {Notice | undefined} notice */
  withdraw(notice) {
    if (!this.#all.includes(notice)) return;
    this.#all = this.#all.filter((each) => each !== notice);
    this.changed();
  }

  dismiss() {
    clearTimeout(this.#timer);
    // Nothing tells of a pointer that leaves what is gone.
    this.#all.pop()?.hold?.(false);
    this.changed();
  }

  /** Whoever goes elsewhere has done with what was said, but not with what is nowhere else, or could not be taken back then. */
  rest() {
    clearTimeout(this.#timer);
    this.#all = this.#all.filter(({ unsent, held }) => unsent || held);
    this.changed();
  }

  /** What waits is of another person. */
  forget() {
    this.#all = this.#all.filter((each) => !isLasting(each));
    this.changed();
  }
}

const isLasting = ({ action, unsent }) => Boolean(action || unsent);

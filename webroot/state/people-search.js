import { has } from './korean.js';
import { Observable } from './observable.js';
import { soonAgain } from './soon.js';

/** So long nobody types any more before one asks. */
const PAUSE = 200;

/** @typedef {import('./messages.js').User} User */

/** People found by their names, and those that were chosen of them. */
export class PeopleSearch extends Observable {
  text = '';
  /** @type {User[]} in the order of the server, without those who are chosen */
  found = [];
  /** @type {User[]} in the order in which they were chosen */
  chosen = [];
  /** Which of those found Enter chooses; -1: none. */
  active = -1;
  /** Whether there is an answer to what is written now. */
  isKnown = false;
  /** @type {{ code: string } | null} */
  problem = null;
  #line;
  #most = 1;
  #timer = 0;
  #isWanted = (_) => true;
  /** Chooses the one whom Enter meant, once there is an answer to what was written then. @type {((user: User) => void) | null} */
  #choosing = null;

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** @param {{ most: number, isWanted: (user: User) => boolean }} what at most so many, of those that are wanted */
  begin({ most, isWanted }) {
    Object.assign(this, { text: '', found: [], chosen: [], active: -1, isKnown: false, problem: null });
    this.#most = most;
    this.#isWanted = isWanted;
    this.#choosing = null;
    clearTimeout(this.#timer);
    this.#ask();
  }

  /** Whether no more can be chosen. */
  get isFull() {
    return this.chosen.length >= this.#most;
  }

  /** @param {string} text */
  search(text) {
    this.active = text.trim() ? 0 : -1;
    this.#look(text, PAUSE);
  }

  /** Goes down or up among those found, and round. @param {1 | -1} step */
  move(step) {
    const { length } = this.found;
    if (length) this.active = (Math.max(this.active, step > 0 ? -1 : 0) + step + length) % length;
    this.changed();
  }

  /** Enter chooses the active one: as soon as somebody is found, if nothing else is written until then. @param {(user: User) => void} choose */
  pick(choose) {
    this.#choosing = choose;
    if (this.isKnown || this.found[this.active]) this.#chooseActive();
  }

  /** @param {User} user */
  choose(user) {
    if (this.isFull || this.chosen.some(({ id }) => id === user.id)) return;
    this.active = -1;
    this.chosen = [...this.chosen, user];
    this.found = this.found.filter(({ id }) => id !== user.id);
    // What was written has found whom it was for.
    if (this.text) this.#look('', 0);
    else this.changed();
  }

  /** @param {User} user is not meant any more */
  drop(user) {
    this.chosen = this.chosen.filter(({ id }) => id !== user.id);
    this.#look(this.text, 0);
  }

  #chooseActive() {
    const [choose, user] = [this.#choosing, this.found[this.active]];
    this.#choosing = null;
    if (user && !this.isFull) choose?.(user);
  }

  #look(text, pause) {
    this.#choosing = null;
    // Who is quick with Enter chooses nobody who is not meant any more.
    Object.assign(this, { text, isKnown: false, found: this.found.filter(({ name }) => has(name, text)) });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), pause);
    this.changed();
  }

  async #ask() {
    const { text } = this;
    const search = text.trim();
    try {
      const { users } = await this.#line.ask('chat.people', search ? { search } : {});
      this.#answered(text, users, null);
    } catch (problem) {
      if (text === this.text) this.#refused(text, problem);
    }
  }

  /** Who is too quick is answered a moment later. */
  #refused(text, problem) {
    const again = soonAgain(problem, () => this.#ask());
    if (!again) return this.#answered(text, [], problem);
    clearTimeout(this.#timer);
    this.#timer = again;
  }

  /** Who has written on waits for another answer. */
  #answered(text, users, problem) {
    if (text !== this.text) return;
    const chosen = new Set(this.chosen.map(({ id }) => id));
    Object.assign(this, { found: users.filter((user) => !chosen.has(user.id) && this.#isWanted(user)), isKnown: true, problem });
    this.changed();
    this.#chooseActive();
  }
}

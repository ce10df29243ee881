import { Observable } from './observable.js';

/** Unfinished texts, one a room; they survive a reload. */
export class Drafts extends Observable {
  #memory;
  #texts = {};
  #key = '';

  /** @param {import('./memory.js').Memory} memory */
  constructor(memory) {
    super();
    this.#memory = memory;
  }

  /** @param {string} user whose drafts */
  of(user) {
    this.#key = `drafts.${user}`;
    this.#texts = this.#memory.get(this.#key, {});
  }

  /** @param {string} room */
  text(room) {
    return this.#texts[room] ?? '';
  }

  has(room) {
    return this.text(room).trim() !== '';
  }

  /** @param {string} room @param {string} text */
  write(room, text) {
    if (text) this.#texts[room] = text;
    else delete this.#texts[room];
    this.#memory.set(this.#key, this.#texts);
    this.changed();
  }
}

import { Observable } from './observable.js';

/**
 * Unfinished texts, one a room; they survive a reload. What is typed in this tab belongs to it, and nothing that is read later takes its
 * place until it is at rest; of the other rooms it shows what is in the storage, as other tabs and `DraftsElsewhere` write it.
 */
export class Drafts extends Observable {
  #memory;
  #tabs;
  #stored = {};
  /** @type {Map<string, string>} */
  #typed = new Map();
  #key = '';

  /** @param {import('./memory.js').Memory} memory @param {import('./tabs.js').Tabs} tabs */
  constructor(memory, tabs) {
    super();
    this.#memory = memory;
    this.#tabs = tabs;
    tabs.hear('draft', ({ key, room, text }) => key === this.#key && this.#store(room, text));
  }

  /** @param {string} user whose drafts; asked again, it reads what other tabs have written */
  of(user) {
    const key = `drafts.${user}`;
    if (key !== this.#key) this.#typed.clear();
    this.#key = key;
    this.#stored = this.#memory.get(key, {});
    this.changed();
  }

  /** Nothing is left of a person who has gone. @param {string} user */
  clear(user) {
    this.#memory.set(`drafts.${user}`, null);
  }

  /** Nobody types there any more, so that what is written elsewhere may take its place. @param {string} room */
  rest(room) {
    if (!this.#typed.has(room)) return;
    this.#stored = { ...this.#stored, [room]: this.#typed.get(room) };
    this.#typed.delete(room);
  }

  /** It was written on another device. @param {string} room @param {string} text @returns {boolean} whether it stands there now: nothing is typed there */
  take(room, text) {
    if (this.#typed.get(room)) return false;
    this.#typed.delete(room);
    this.#keep(room, text);
    this.#store(room, text);
    return true;
  }

  /** @param {string} room */
  text(room) {
    return this.#typed.get(room) ?? this.#stored[room] ?? '';
  }

  has(room) {
    return this.text(room).trim() !== '';
  }

  /** @param {string} room @param {string} text */
  write(room, text) {
    this.#typed.set(room, text);
    this.#keep(room, text);
    this.changed();
  }

  /** Other tabs write into other rooms. */
  #keep(room, text) {
    const { [room]: _, ...others } = this.#memory.get(this.#key, {});
    this.#memory.set(this.#key, text ? { ...others, [room]: text } : others);
    this.#tabs.tell('draft', { key: this.#key, room, text });
  }

  /** Another tab wrote it: it comes before what it put into the storage is seen here. */
  #store(room, text) {
    this.#stored = { ...this.#stored, [room]: text };
    this.changed();
  }
}

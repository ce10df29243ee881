import { Observable } from './observable.js';

/**
 * Unfinished texts, one a room; they survive a reload. What was typed in this tab belongs to it, and nothing that is read later takes its
 * place; of the other rooms it shows what is in the storage, as other tabs write it.
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
    // Other tabs write into other rooms.
    const { [room]: _, ...others } = this.#memory.get(this.#key, {});
    this.#memory.set(this.#key, text ? { ...others, [room]: text } : others);
    this.#tabs.tell('draft', { key: this.#key, room, text });
    this.changed();
  }

  /** Another tab wrote it: it comes before what it put into the storage is seen here. */
  #store(room, text) {
    this.#stored = { ...this.#stored, [room]: text };
    this.changed();
  }
}

import { Observable } from './observable.js';

/** What a person chose for this browser. */
export class Settings extends Observable {
  #memory;
  #chosen;
  #lacksWords = false;

  /** @param {import('./memory.js').Memory} memory @param {'en' | 'ko'} language of the browser */
  constructor(memory, language) {
    super();
    this.#memory = memory;
    this.#chosen = { language, theme: 'auto', notifications: false, people: true, singleKeys: true, undoSeconds: 5, ...memory.get('settings', {}) };
  }

  /** @returns {'en' | 'ko'} */
  get language() {
    return this.#chosen.language;
  }

  /** @returns {'auto' | 'light' | 'dark'} */
  get theme() {
    return this.#chosen.theme;
  }

  get notifications() {
    return this.#chosen.notifications;
  }

  /** Whether keys without Ctrl or the like do something outside of fields (WCAG 2.2, 2.1.4). */
  get singleKeys() {
    return this.#chosen.singleKeys;
  }

  /** For how long a deletion can be taken back: up to ten times and more of what it is at first (WCAG 2.2, 2.2.1). @returns {number} */
  get undoSeconds() {
    return this.#chosen.undoSeconds;
  }

  /** Whether the people column is wanted where there is room for it. */
  get people() {
    return this.#chosen.people;
  }

  /** Whether the words of the chosen language could not be fetched. */
  get lacksWords() {
    return this.#lacksWords;
  }

  /** @param {boolean} lacksWords */
  lack(lacksWords) {
    this.#lacksWords = lacksWords;
    this.changed('words');
  }

  /** @param {Partial<{ language: string, theme: string, notifications: boolean, people: boolean, singleKeys: boolean, undoSeconds: number }>} choice */
  choose(choice) {
    this.#memory.set('settings', Object.assign(this.#chosen, this.#memory.get('settings', {}), choice));
    this.changed();
  }

  /** Another tab has chosen something. */
  recall() {
    Object.assign(this.#chosen, this.#memory.get('settings', {}));
    this.changed();
  }
}

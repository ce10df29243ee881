import { Observable } from './observable.js';

/** What of it is the person's, on each of their devices; the rest belongs to the browser. */
const OWN = ['language', 'theme', 'singleKeys', 'undoSeconds', 'skinTone'];

/** Where it is kept what a person has chosen, as long as the server does not know it. @param {string} user */
export const untoldOf = (user) => `unsettled.${user}`;

/** What was chosen for this browser, and what its person has chosen wherever they are: kept here, so that the page is right before anybody is asked. */
export class Settings extends Observable {
  #memory;
  #language;
  /** @type {Record<string, any>} */
  #chosen;
  #lacksWords = false;

  /** @param {import('./memory.js').Memory} memory @param {'en' | 'ko'} language of the browser */
  constructor(memory, language) {
    super();
    this.#memory = memory;
    this.#language = language;
    this.#chosen = { ...this.#browser, ...this.#kept };
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

  /** Of emojis: 0: none, 1: light, …, 5: dark; undefined where it is not chosen. @returns {number | undefined} */
  get skinTone() {
    return this.#chosen.skinTone;
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

  /** @param {Partial<{ language: string, theme: string, notifications: boolean, people: boolean, singleKeys: boolean, undoSeconds: number, skinTone: number }>} choice */
  choose(choice) {
    const { by } = this.#kept;
    const own = OWN.filter((name) => name in choice);
    if (by && own.length) this.#memory.set(untoldOf(by), { ...this.#memory.get(untoldOf(by)), ...only(own, choice) });
    this.#keep({ ...this.#kept, ...choice }, 'choice');
  }

  /** Where nobody is in, nothing that is chosen is of who was here before. @param {import('./session.js').Session} session */
  follow(session) {
    session.watch(() => session.phase === 'out' && this.belongTo());
  }

  /**
   * What another person has chosen goes, but for how the page speaks and looks, which the browser keeps. What was chosen before anybody came is of the one who comes.
   * @param {string} [user] who is here now
   */
  belongTo(user) {
    const { by } = this.#kept;
    if (by === user) return;
    if (by) this.#memory.set('browser', only(['language', 'theme'], this.#chosen));
    const stays = by ? only(['notifications', 'people'], this.#chosen) : this.#kept;
    this.#keep(user ? { ...this.#before(user), ...stays, by: user } : stays);
  }

  /** The skin tone that pages kept beside the emojis, before it was a setting. */
  #before(user) {
    const { tone } = this.#memory.get(`emojis.${user}`, {});
    return tone ? { skinTone: tone } : {};
  }

  /**
   * What the person has chosen, on whichever device. What was chosen in this browser alone, perhaps before they came, becomes their choice; what it has by itself does not.
   * @param {Record<string, any>} chosen by name
   */
  take(chosen) {
    const kept = this.#kept;
    const browser = this.#browser;
    const here = OWN.filter((name) => name in kept && !(name in chosen) && kept[name] !== browser[name]);
    if (Object.keys(chosen).some((name) => kept[name] !== chosen[name])) this.#keep({ ...kept, ...chosen });
    if (here.length) this.choose(only(here, kept));
  }

  /** Another tab has chosen something. */
  recall() {
    this.#show();
  }

  /** What was chosen, and `by` whom, as far as it is a person's. @returns {Record<string, any>} */
  get #kept() {
    return this.#memory.get('settings', {});
  }

  /** What there is where nobody has chosen. @returns {Record<string, any>} */
  get #browser() {
    return { language: this.#language, theme: 'auto', notifications: false, people: true, singleKeys: true, undoSeconds: 5, ...this.#memory.get('browser', {}) };
  }

  #keep(kept, news = '') {
    this.#memory.set('settings', kept);
    this.#show(news);
  }

  #show(news = '') {
    this.#chosen = { ...this.#browser, ...this.#kept };
    this.changed(news);
  }
}

const only = (names, choice) => Object.fromEntries(names.map((name) => [name, choice[name]]));

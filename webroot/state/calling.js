import { Members } from './members.js';
import { outsiders } from './membership.js';
import { isPublic, mayCallAll } from './rights.js';
import { isDeleted } from './messages.js';
import { areAlike, mayBeMeant, mayCall, moved, nameIn, put, trimmed, wantedAt } from './mentions.js';
import { Observable } from './observable.js';
import { soonAgain } from './soon.js';

/** So long nobody types any more before one asks. */
const PAUSE = 200;
const SHOWN = 8;

/**
 * @typedef {import('./messages.js').User} User
 * @typedef {{ key: string, name: string, user?: User, group?: 'all' | 'here', here: boolean }} Offer somebody, or a group, that may be called
 */

/** Whom one calls in what one writes: those chosen, and who may be meant by the name that is being written. */
export class Calling extends Observable {
  /** @type {Offer[]} the first of which is the likeliest */
  offers = [];
  active = 0;
  /** Rises with every change, so that a view can tell cheaply. */
  version = 0;
  /** Where it is being written; '' where nothing is offered. */
  place = '';
  #chat;
  #line;
  #words;
  #memory;
  /** Where it is kept who was chosen for drafts, as they are: by id. */
  #key = '';
  /** @type {import('./mentions.js').Wanted | null} */
  #wanted = null;
  /** What was chosen for the text of each place. @type {Map<string, { text: string, mentions: import('./mentions.js').Mention[] }>} */
  #chosen = new Map();
  /** What an edited text was, and whom it called, when one began. @type {Map<string, { text: string, mentions: import('./mentions.js').Mention[] }>} */
  #begun = new Map();
  /** Those whom the server has named, by room that everybody may come to. @type {Map<string, User[]>} */
  #found = new Map();
  /** Those of the room that is open, where only they may be called: by what one hears, as they are now. */
  #members;
  #timer = 0;
  /** What was declined with Escape, until something else is written. */
  #declined = '\n';

  /**
   * @param {Pick<import('./chat.js').Chat, 'room' | 'presence' | 'timelines' | 'session' | 'cards'>} chat @param {import('./chat.js').Line} line
   * @param {() => { all: string, here: string }} words for the groups @param {import('./memory.js').Memory} memory
   */
  constructor(chat, line, words, memory) {
    super();
    this.#chat = chat;
    this.#line = line;
    this.#words = words;
    this.#memory = memory;
    this.#members = new Members(line);
    this.#members.watch(() => this.#members.isKnown && this.#offer(this.offers[this.active]?.key));
  }

  changed() {
    this.version++;
    super.changed();
  }

  /** @param {string} user whose texts */
  of(user) {
    this.#key = `calling.${user}`;
  }

  /** Nothing is left of a person who has gone. @param {string} user */
  clear(user) {
    this.#memory.set(`calling.${user}`, null);
  }

  /** Another person, or another store. */
  forget() {
    this.#key = '';
    this.#chosen.clear();
    this.#begun.clear();
    this.#found.clear();
    this.missed();
    this.end();
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    this.#members.arrived(room, events);
  }

  /** Who came and went meanwhile, one has not heard, or may not have: its members are asked for anew. */
  missed() {
    this.#members.forget();
  }

  /** @param {string} place @param {string} text as it is now @returns {import('./mentions.js').Mention[]} */
  chosen(place, text) {
    const { text: before, mentions } = this.#chosen.get(place) ?? this.#memory.get(this.#key, {})[place] ?? { text: '', mentions: [] };
    return before === text ? mentions : moved(mentions, before, text);
  }

  /** Something is edited that calls somebody already. @param {string} place @param {string} text @param {import('./mentions.js').Mention[]} mentions */
  begin(place, text, mentions) {
    this.#begun.set(place, { text, mentions });
    this.#chosen.set(place, { text, mentions });
  }

  /** Whether an edited text is what it was, and nobody else was chosen in it. @param {string} place @param {string} text */
  isAsBegun(place, text) {
    const begun = this.#begun.get(place);
    return text.trim() === begun?.text && areAlike(this.chosen(place, text), begun.mentions);
  }

  /** What stands there now. @param {string} place @param {string} text @param {number} caret */
  write(place, text, caret) {
    const mentions = this.chosen(place, text);
    this.#chosen.set(place, { text, mentions });
    this.look(place, text, caret);
  }

  /** It is the draft of this place, and survives a reload as such. @param {string} place @param {string} text */
  keep(place, text) {
    const { [place]: before, ...others } = this.#memory.get(this.#key, {});
    const mentions = this.chosen(place, text);
    if (before || mentions.length) this.#memory.set(this.#key, mentions.length ? { ...others, [place]: { text, mentions } } : others);
  }

  /** The caret is there now. @param {string} place @param {string} text @param {number} caret */
  look(place, text, caret) {
    const wanted = this.#chat.room ? wantedAt(text, caret, this.chosen(place, text)) : null;
    if (wanted?.from === this.#wanted?.from && wanted?.text === this.#wanted?.text && place === this.place) return;
    if (!wanted || wanted.text !== this.#declined) this.#declined = '\n';
    this.#wanted = wanted;
    this.place = wanted ? place : '';
    clearTimeout(this.#timer);
    if (wanted) this.#timer = setTimeout(() => this.#ask(wanted.text), PAUSE);
    this.#offer();
  }

  /** Nothing is offered any more. */
  end() {
    this.#declined = this.#wanted?.text ?? '\n';
    clearTimeout(this.#timer);
    if (!this.offers.length) return;
    this.offers = [];
    this.changed();
  }

  /** @param {1 | -1} step */
  move(step) {
    this.active = (this.active + step + this.offers.length) % this.offers.length;
    this.changed();
  }

  /** @param {string} text @param {Offer} [offer] the active one @returns {{ text: string, caret: number }} what stands there then */
  choose(text, offer = this.offers[this.active]) {
    const before = this.chosen(this.place, text);
    const { mention, caret, ...done } = put(text, /** @type {any} */ (this.#wanted), offer);
    this.#chosen.set(this.place, { text: done.text, mentions: [...moved(before, text, done.text), mention].sort((one, other) => one.from - other.from) });
    this.#wanted = null;
    this.place = '';
    this.end();
    return { ...done, caret };
  }

  /** Somebody is called at the end of what stands there. @param {string} place @param {string} text @param {User} user @returns {string} what stands there then */
  call(place, text, user) {
    const before = text && !/\s$/.test(text) ? `${text} ` : text;
    this.#wanted = { from: before.length, text: '' };
    this.place = place;
    return this.choose(`${before}@`, { key: user.id, name: user.name, user, here: false }).text;
  }

  /** What is sent of a text: without the space around it, and whom it calls. @param {string} place @param {string} text */
  finished(place, text) {
    return trimmed(text, this.chosen(place, text), this.#around());
  }

  /** A group that the text names to no avail, in the words of the page; '' for none. @param {string} place @param {string} text */
  callsInVain(place, text) {
    const { room } = this.#chat;
    if (!room || mayCallAll(room) || !mayCall(text)) return '';
    const group = this.finished(place, text).mentions.find((mention) => mention.group)?.group;
    return group ? this.#words()[group] : '';
  }

  /** It was sent, or is written no more. @param {string} place */
  drop(place) {
    this.#chosen.delete(place);
    this.#begun.delete(place);
    if (place === this.place) this.end();
  }

  /** @param {string} [active] key of the one that stays the active one, if it is still offered */
  #offer(active) {
    const typed = this.#wanted?.text ?? '';
    const isDeclined = !this.#wanted || this.#declined === typed;
    const { room, presence, session } = this.#chat;
    const here = new Set(isDeclined || !room ? [] : presence.here(room.id).users.map(({ id }) => id));
    const people = isDeclined ? [] : this.#around().filter(({ id, name }) => id !== session.user?.id && mayBeMeant(name, typed))
      .map((user) => ({ key: user.id, name: user.name, user, here: here.has(user.id) }));
    const rank = ({ name, here: isHere }) => (nameIn(name, typed) ? 0 : 2) + (isHere ? 0 : 1);
    const groups = isDeclined || !room || !mayCallAll(room) ? [] : Object.entries(this.#words())
      .filter(([group, name]) => mayBeMeant(name, typed) || mayBeMeant(group, typed))
      .map(([group, name]) => ({ key: `@${group}`, name, group: /** @type {'all' | 'here'} */ (group), here: false }));
    const before = this.offers;
    this.offers = [...people.sort((one, other) => rank(one) - rank(other)).slice(0, SHOWN), ...groups];
    this.active = Math.max(0, this.offers.findIndex(({ key }) => key === active));
    if (before.length || this.offers.length) this.changed();
  }

  /** Who has written lately, who is here, who the server has named; each once, as they are called now, and nobody who has gone for ever or is kept out. */
  #around() {
    const { room, timelines, presence, cards } = this.#chat;
    if (!room) return [];
    const members = this.#members.room === room.id && this.#members.isKnown ? this.#members : null;
    const named = members?.all.map(({ user }) => user) ?? this.#found.get(room.id) ?? [];
    const all = [...timelines.of(room.id).messages.map(({ user }) => user).reverse(), ...(room.people ?? []), ...presence.here(room.id).users, ...named];
    const out = outsiders(timelines.of(room.id).notes, isPublic(room));
    const isIn = (id) => (members ? members.has(id) : !out.has(id));
    return [...new Map(all.map((user) => [user.id, user])).values()].map((user) => cards.called(user)).filter((user) => !isDeleted(user) && !cards.isGone(user.id) && isIn(user.id));
  }

  /** In a room of some people only they may be called. What is not answered offers nobody. */
  async #ask(text) {
    const { room } = this.#chat;
    if (!room) return;
    if (!isPublic(room)) return this.#lookAtMembers(room.id);
    if (!text.trim()) return;
    const answer = await this.#line.ask('chat.people', { search: text.trim() }).catch((problem) => this.#refused(problem, text));
    if (!answer) return;
    this.#found.set(room.id, answer.users);
    this.#offer(this.offers[this.active]?.key);
  }

  /** Who is too quick is answered a moment later, unless that is not what is wanted any more. @returns {null} */
  #refused(problem, text) {
    const again = text === this.#wanted?.text && text !== this.#declined && soonAgain(problem, () => this.#ask(text));
    if (again) {
      clearTimeout(this.#timer);
      this.#timer = again;
    }
    return null;
  }

  /** Asked for once; then one hears. */
  async #lookAtMembers(room) {
    if (room !== this.#members.room || this.#members.problem) await this.#members.look(room);
  }
}

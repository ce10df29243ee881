import { Observable } from './observable.js';

/** @typedef {import('./messages.js').Quote & { thread: number }} Answered what a text answers, and in which thread */

/** What each unfinished text answers, one a place; it survives a reload, as the text does. What that says does not: it may be deleted while nobody looks. */
export class Answering extends Observable {
  #memory;
  /** @type {Record<string, Answered>} */
  #all = {};
  #key = '';

  /** @param {import('./memory.js').Memory} memory */
  constructor(memory) {
    super();
    this.#memory = memory;
  }

  /** @param {string} user whose texts */
  of(user) {
    const key = `answering.${user}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#all = Object.fromEntries(Object.entries(this.#memory.get(key, {})).map(([place, answered]) => [place, kept(answered)]));
    // The release before wrote down what was said, too.
    if (Object.keys(this.#all).length) this.#memory.set(key, this.#all);
    this.changed();
  }

  /** Nothing is left of a person who has gone. @param {string} user */
  clear(user) {
    this.#memory.set(`answering.${user}`, null);
  }

  /** @param {string} place @returns {Answered | null} */
  in(place) {
    return this.#all[place] ?? null;
  }

  /** What was deleted is not kept here either. @param {string} room @param {number[]} gone numbers of its messages */
  silence(room, gone) {
    for (const [place, { seq, thread, user }] of Object.entries(this.#all)) {
      if (roomOf(place) === room && gone.includes(seq)) this.become(place, { seq, thread, user, deleted: true });
    }
  }

  /** Of rooms that one may not see any more, nothing is kept here either. @param {(room: string) => boolean} isGone */
  forget(isGone) {
    for (const place of Object.keys(this.#all)) if (isGone(roomOf(place))) this.become(place, null);
  }

  /** @param {string} place @param {Answered | null} answered null: what is written there answers nothing any more */
  become(place, answered) {
    if (!answered && !this.#all[place]) return;
    this.#all = replaced(this.#all, place, answered);
    // Other tabs write in other places.
    this.#memory.set(this.#key, replaced(this.#memory.get(this.#key, {}), place, answered && kept(answered)));
    this.changed();
  }
}

/** A place is a room, or a thread of it. @param {string} place */
export const roomOf = (place) => place.split('/')[0];

/** @param {Answered} answered */
const kept = ({ seq, thread, user }) => ({ seq, thread, user });

function replaced(all, place, answered) {
  const { [place]: _, ...others } = all;
  return answered ? { ...others, [place]: answered } : others;
}

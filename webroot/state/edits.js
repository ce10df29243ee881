import { Observable } from './observable.js';

/** @typedef {{ seq: number, user: import('./messages.js').User, at: string, before: string }} Edit `before`: what the message said until then */

/** What the message that one looks at has said before. */
export class Edits extends Observable {
  /** '' while nobody looks. */
  room = '';
  /** The number of the message. */
  seq = 0;
  /** @type {Edit[] | null} null as long as they are not known */
  all = null;
  /** @type {{ code: string } | null} why they could not be loaded */
  problem = null;
  #line;
  /** Another object for each loading. */
  #load = {};

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** @param {string} room @param {number} seq */
  async look(room, seq) {
    const load = (this.#load = {});
    Object.assign(this, { room, seq, all: null, problem: null });
    this.changed();
    try {
      const { edits } = await this.#line.ask('chat.edits', { room, seq });
      if (load === this.#load) this.all = edits;
    } catch (problem) {
      if (load === this.#load) this.problem = problem;
    }
    this.changed();
  }

  /** Nobody looks any more. */
  forget() {
    this.#load = {};
    Object.assign(this, { room: '', seq: 0, all: null, problem: null });
    this.changed();
  }

  /** What is edited once more has said one thing more; what is deleted has said nothing. @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    if (room === this.room && events.some(({ type, ref }) => ref === this.seq && (type === 'edit' || type === 'delete'))) this.look(room, this.seq);
  }
}

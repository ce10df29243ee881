import { Observable } from './observable.js';

/**
 * What one looks at of a message, as long as one does.
 * @template T
 */
export class Looked extends Observable {
  /** '' while nobody looks. */
  room = '';
  /** The number of the message. */
  seq = 0;
  /** @type {T[] | null} null as long as it is not known */
  all = null;
  /** @type {{ code: string } | null} why it could not be loaded */
  problem = null;
  #line;
  #address;
  #of;
  /** Another object for each loading. */
  #load = {};

  /** @param {import('./chat.js').Line} line @param {string} address that is asked @param {(answer: any) => T[]} of what the answer has of it */
  constructor(line, address, of) {
    super();
    this.#line = line;
    this.#address = address;
    this.#of = of;
  }

  /** @param {string} room @param {number} seq */
  async look(room, seq) {
    const load = (this.#load = {});
    Object.assign(this, { room, seq, all: null, problem: null });
    this.changed();
    try {
      const answer = await this.#line.ask(this.#address, { room, seq });
      if (load === this.#load) this.all = this.#of(answer);
    } catch (problem) {
      if (load === this.#load) this.problem = problem;
    }
    this.changed();
  }

  /** The room comes anew: what became of the message meanwhile, nobody has told. @param {string} room */
  again(room) {
    if (room && room === this.room) this.look(room, this.seq);
  }

  /** Nobody looks any more. */
  forget() {
    this.#load = {};
    Object.assign(this, { room: '', seq: 0, all: null, problem: null });
    this.changed();
  }
}

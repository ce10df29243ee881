import { Untold } from './untold.js';

const TELL_EVERY = 1_000;

/** How far one has read, as far as the server has not confirmed it. Told at most once a second for each room. */
export class ReadMarks {
  #marks;
  /** What was told last of each room. @type {Map<string, Promise<any>>} */
  #told = new Map();

  /** @param {import('./chat.js').Line} line @param {import('./memory.js').Memory} memory */
  constructor(line, memory) {
    this.#marks = /** @type {Untold<number>} */ (new Untold(memory, (room, seq) => {
      const told = line.ask('chat.read', { room, seq });
      this.#told.set(room, told);
      return told;
    }));
  }

  /** @param {string} user @param {string} epoch numbers of one store mean nothing in another */
  of(user, epoch) {
    this.#marks.of(`reads.${user}.${epoch}`);
  }

  /** @returns {Record<string, number>} by room, what is still to be told */
  get untold() {
    return this.#marks.all;
  }

  /** @param {string} room @param {number} seq */
  add(room, seq) {
    this.#marks.put(room, Math.max(this.untold[room] ?? 0, seq));
    if (!this.#marks.isDue(room)) this.#marks.tellIn(room, TELL_EVERY);
  }

  /** Tells everything at once: the line is open again, or the page may go. */
  flush() {
    this.#marks.flush();
  }

  /** One wants it otherwise: nothing is told any more, and what was on its way is there. @param {string} room */
  async takeBack(room) {
    const untold = this.untold[room];
    this.forget(room);
    await this.#told.get(room)?.catch(() => {});
    return untold;
  }

  /** The room's log was replaced: what one had read is not in the new one. @param {string} room */
  forget(room) {
    this.#marks.forget(room);
  }
}

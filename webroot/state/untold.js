import { PASSING } from './passing.js';

const AGAIN_AFTER = 5_000;
const ROOMS_KEPT = 50;
/** Worth another try soon, or when the line is back; nothing else will ever be taken. */
const SOON = new Set([...PASSING, 'lost']);
/** Nor is this node one that knows what is told, where it is of the release before. */
const NO_LINE = new Set(['offline', 'unauthenticated', 'unknown_address']);

/**
 * What is still to be told to the server of each room, or under another name, kept on disk until it is: what failed, or was on its way when the tab closed, is told later by whichever
 * tab comes next.
 * @template T plain data
 */
export class Untold {
  #memory;
  #tell;
  #key = '';
  #timers = new Map();

  /** @param {import('./memory.js').Memory} memory @param {(room: string, value: T) => Promise<any>} tell rejects with a refusal */
  constructor(memory, tell) {
    this.#memory = memory;
    this.#tell = tell;
  }

  /** @param {string} key where it is kept */
  of(key) {
    this.#key = key;
  }

  /** @returns {Record<string, T>} by room */
  get all() {
    return this.#memory.get(this.#key, {});
  }

  /** @param {string} room @param {T} value in the place of the one before */
  put(room, value) {
    const { [room]: _, ...others } = this.all;
    this.#keep({ ...others, [room]: value });
  }

  /** Whether it is told soon anyway. @param {string} room */
  isDue(room) {
    return this.#timers.has(room);
  }

  /** @param {string} room @param {number} millis */
  tellIn(room, millis) {
    clearTimeout(this.#timers.get(room));
    this.#timers.set(room, setTimeout(() => this.#tellNow(room), millis));
  }

  /** Tells everything at once: the line is open again, or the page may go. */
  flush() {
    for (const room of Object.keys(this.all)) this.tellIn(room, 0);
  }

  /** Nothing of it is to be told any more. @param {string} room */
  forget(room) {
    clearTimeout(this.#timers.get(room));
    this.#timers.delete(room);
    const { [room]: _, ...others } = this.all;
    this.#keep(others);
  }

  async #tellNow(room) {
    this.#timers.delete(room);
    const key = this.#key;
    const value = this.all[room];
    if (value === undefined) return;
    const code = await this.#tell(room, value).then(() => '', (problem) => problem.code);
    if (key !== this.#key) return;
    if (SOON.has(code)) this.isDue(room) || this.tellIn(room, AGAIN_AFTER);
    else if (!NO_LINE.has(code) && this.all[room] === value) this.forget(room);
  }

  /** The latest ones are the last ones. */
  #keep(values) {
    const latest = Object.entries(values).slice(-ROOMS_KEPT);
    this.#memory.set(this.#key, latest.length ? Object.fromEntries(latest) : null);
  }
}

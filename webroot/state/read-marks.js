const TELL_EVERY = 1_000;
const AGAIN_AFTER = 5_000;
const ROOMS_KEPT = 50;
/** Worth another try soon, or when the line is back; nothing else will ever be taken. */
const SOON = new Set(['rate_limited', 'busy', 'unconfirmed', 'internal', 'timeout', 'lost', 'too_many_connections']);
const NO_LINE = new Set(['offline', 'unauthenticated']);

/**
 * How far one has read, as far as the server has not confirmed it. Told at most once a second for each room, and kept on disk until then: what
 * failed, or was on its way when the tab closed, is told later by whichever tab comes next.
 */
export class ReadMarks {
  #line;
  #memory;
  #key = '';
  #timers = new Map();

  /** @param {import('./chat.js').Line} line @param {import('./memory.js').Memory} memory */
  constructor(line, memory) {
    this.#line = line;
    this.#memory = memory;
  }

  /** @param {string} user @param {string} epoch numbers of one store mean nothing in another */
  of(user, epoch) {
    this.#key = `reads.${user}.${epoch}`;
  }

  /** @returns {Record<string, number>} by room, what is still to be told */
  get untold() {
    return this.#memory.get(this.#key, {});
  }

  /** @param {string} room @param {number} seq */
  add(room, seq) {
    const { [room]: before = 0, ...others } = this.untold;
    this.#keep({ ...others, [room]: Math.max(before, seq) });
    if (!this.#timers.has(room)) this.#tellIn(room, TELL_EVERY);
  }

  /** Tells everything at once: the line is open again, or the page may go. */
  flush() {
    for (const room of Object.keys(this.untold)) this.#tellIn(room, 0);
  }

  /** The room's log was replaced: what one had read is not in the new one. @param {string} room */
  forget(room) {
    clearTimeout(this.#timers.get(room));
    this.#timers.delete(room);
    const { [room]: _, ...others } = this.untold;
    this.#keep(others);
  }

  #tellIn(room, millis) {
    clearTimeout(this.#timers.get(room));
    this.#timers.set(room, setTimeout(() => this.#tell(room), millis));
  }

  async #tell(room) {
    this.#timers.delete(room);
    const key = this.#key;
    const seq = this.untold[room];
    if (!seq) return;
    const code = await this.#line.ask('chat.read', { room, seq }).then(() => '', (problem) => problem.code);
    if (key !== this.#key) return;
    if (SOON.has(code)) this.#timers.has(room) || this.#tellIn(room, AGAIN_AFTER);
    else if (!NO_LINE.has(code)) this.#isTold(room, seq);
  }

  #isTold(room, seq) {
    const { [room]: kept = 0, ...others } = this.untold;
    this.#keep(kept > seq ? { ...others, [room]: kept } : others);
  }

  /** The latest ones are the last ones. */
  #keep(marks) {
    const latest = Object.entries(marks).slice(-ROOMS_KEPT);
    this.#memory.set(this.#key, latest.length ? Object.fromEntries(latest) : null);
  }
}

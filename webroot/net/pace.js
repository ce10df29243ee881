/** Seconds between two beats, as the server gives them by itself, and one of its ticks. */
const USUAL = 21;
const SHORTEST = 2;
const ALIKE = 1_500;
const LOST = 1006;

/**
 * How often something must go over a connection here: a proxy that ends idle ones sooner than usual is met by quicker beats. Its proof are two
 * connections that broke one after the other when they had been idle for about as long; a node that dies breaks them at any time.
 */
export class Pace {
  /** Seconds between two beats to ask for; undefined as long as the usual ones do. @type {number | undefined} */
  seconds;
  #suspected = -ALIKE;

  /** A connection broke: after how long an idleness? @param {import('./wire.js').End} end */
  ended({ code, idle }) {
    const seconds = Math.floor(idle / 1000);
    if (code !== LOST || seconds < SHORTEST || seconds > USUAL) return;
    const isProved = Math.abs(idle - this.#suspected) < ALIKE;
    this.#suspected = idle;
    if (isProved) this.seconds = Math.max(SHORTEST, Math.floor(seconds / 2));
  }

  reset() {
    this.seconds = undefined;
    this.#suspected = -ALIKE;
  }
}

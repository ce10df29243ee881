const FIRST = 500;
const LONGEST = 30_000;

/** Waiting times with full jitter, doubling from 0.5 s to 30 s, so that the clients of a fallen node do not return in step. */
export class Backoff {
  #failures = 0;

  /** @returns {number} milliseconds until the next try */
  next() {
    const ceiling = Math.min(LONGEST, FIRST * 2 ** this.#failures++);
    return Math.random() * ceiling;
  }

  /** @returns {number} milliseconds for a server that asked its clients to move on */
  soon() {
    return Math.random() * FIRST;
  }

  reset() {
    this.#failures = 0;
  }
}

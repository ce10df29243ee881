/** Seconds between two beats, as the server gives them by itself. */
const USUAL = 20;
const SHORTEST = 2;
const LOST = 1006;

/** How often something must go over a connection here: a proxy that ends idle ones sooner than usual is met by quicker beats. */
export class Pace {
  seconds = USUAL;

  /** A connection broke: after how long an idleness? @param {import('./wire.js').End} end */
  ended({ code, lived, idle }) {
    const idleSeconds = Math.floor(idle / 1000);
    const wasIdle = code === LOST && lived >= USUAL * 250 && idleSeconds >= SHORTEST && idleSeconds < this.seconds;
    if (wasIdle) this.seconds = Math.max(SHORTEST, Math.floor(idleSeconds / 2));
  }

  reset() {
    this.seconds = USUAL;
  }
}

const TICK = 5_000;
const QUIET = 20_000;
const ANSWER = 10_000;
const QUICK_ANSWER = 4_000;
/** After this time without an answer it is doubtful that one comes. */
const DOUBT = 3_000;

/**
 * Asks for a sign of life when nothing was heard for 20 s, calls `quiet` when it is late, and `dead` when none comes within 10 s.
 * A tick that is late by much means that the machine slept, and one before the last that its clock was put back: then it asks at once, and waits only 4 s.
 */
export class Heartbeat {
  #lastHeard = Date.now();
  #lastTick = Date.now();
  #asked = 0;
  #deadline = 0;
  #timer;

  /** @param {{ ping: () => void, quiet: () => void, dead: () => void, latency: (millis: number) => void }} events */
  constructor(events) {
    this.events = events;
    this.#timer = setInterval(() => this.#tick(), TICK);
  }

  /** Anything arrived. */
  heard() {
    this.#lastHeard = Date.now();
    this.#deadline = 0;
  }

  /** The answer to a ping arrived. */
  answered() {
    if (this.#asked) this.events.latency(Math.round(performance.now() - this.#asked));
    this.#asked = 0;
  }

  /** Doubts the connection now, e.g. after the network changed. */
  check() {
    this.#ask(QUICK_ANSWER);
  }

  stop() {
    clearInterval(this.#timer);
    this.#deadline = 0;
  }

  #tick() {
    const now = Date.now();
    const slept = now - this.#lastTick > 3 * TICK || now < this.#lastTick;
    this.#lastTick = now;
    if (slept) this.check();
    else if (!this.#deadline && now - this.#lastHeard >= QUIET) this.#ask(ANSWER);
  }

  #ask(patience) {
    if (this.#deadline) return;
    const deadline = (this.#deadline = Date.now() + patience);
    this.#asked = performance.now();
    this.events.ping();
    setTimeout(() => this.#deadline === deadline && this.events.quiet(), DOUBT);
    setTimeout(() => this.#deadline === deadline && this.events.dead(), patience);
  }
}

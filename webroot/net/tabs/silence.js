const TICK = 1_000;
const BEAT = 2_000;
/** A tab that somebody looks at goes first. */
const PATIENCE = 2_500;
const HIDDEN = { beat: 5_000, patience: 7_000 };

/**
 * Notices that the other side does not run: asks it for a sign of life when none came for a beat, and calls `quiet` when the answer is late, and `silent`
 * when it has not come about 4 s after the question. It is the silent one's silence that counts: a tab that slept itself first hears what has come meanwhile.
 */
export class Silence {
  #heardAt = Date.now();
  #askedAt = 0;
  #isQuiet = false;
  #isLastCall = false;
  #timer;
  #events;
  #isHidden;

  /** @param {{ ask(): void, quiet(): void, silent(): void }} events @param {() => boolean} isHidden whether nobody looks at this tab */
  constructor(events, isHidden) {
    this.#events = events;
    this.#isHidden = isHidden;
    this.#timer = setInterval(() => this.#tick(), TICK);
  }

  /** Anything came. */
  heard() {
    this.#heardAt = Date.now();
    this.#askedAt = 0;
    this.#isQuiet = this.#isLastCall = false;
  }

  /** Somebody waits for the other side: it is asked now. */
  ask() {
    if (this.#askedAt) return;
    this.#askedAt = Date.now();
    this.#events.ask();
  }

  stop() {
    clearInterval(this.#timer);
  }

  #tick() {
    const { beat, patience } = this.#isHidden() ? HIDDEN : { beat: BEAT, patience: PATIENCE };
    const now = Date.now();
    // The clock was put back.
    if (now < Math.max(this.#heardAt, this.#askedAt)) this.heard();
    if (!this.#askedAt) {
      if (now - this.#heardAt >= beat) this.ask();
    } else if (this.#isLastCall) {
      this.heard();
      this.#events.silent();
    } else {
      this.#wait(now - this.#askedAt, patience);
    }
  }

  #wait(waited, patience) {
    this.#isLastCall = waited >= patience;
    if (waited < BEAT || this.#isQuiet) return;
    this.#isQuiet = true;
    this.#events.quiet();
  }
}

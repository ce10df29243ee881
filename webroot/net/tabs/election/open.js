const NOTE = 'leader';
/** When a leader ends, each tab waits for another moment before it leads, and most of them then hear that one does. */
const SPREAD = 300;
/** A tab that leads answers a greeting at once; the note of one that was killed stays. */
const ANSWERS_WITHIN = 1_000;

/** Without locks (plain http, but for localhost) a note in the storage says that a tab leads; of two that do, the later one stays. */
export class OpenElection {
  #timer = 0;
  #isElected = false;
  #memory;
  #events;

  /**
   * @param {{ elected(): void }} events
   * @param {{ get(key: string, fallback?: any): any, set(key: string, value: any): void }} memory shared by the tabs
   */
  constructor(events, memory) {
    this.#memory = memory;
    this.#events = events;
  }

  /** Leads at once, unless there is a sign of another one; then as soon as that one should have answered. */
  stand() {
    if (this.#memory.get(NOTE)) this.#timer = setTimeout(() => this.vacant(), ANSWERS_WITHIN);
    else this.take();
  }

  take() {
    this.occupied();
    this.#isElected = true;
    this.#memory.set(NOTE, true);
    this.#events.elected();
  }

  /** Another tab leads. */
  resign() {
    this.#isElected = false;
  }

  end() {
    if (this.#isElected) this.#memory.set(NOTE, null);
    this.#isElected = false;
    this.occupied();
  }

  vacant() {
    this.occupied();
    this.#timer = setTimeout(() => this.take(), Math.random() * SPREAD);
  }

  /** Another tab leads, or there is no question of leading any more. */
  occupied() {
    clearTimeout(this.#timer);
  }
}

const NOTE = 'leader';
/** When a leader ends, each tab waits for another moment before it leads, and most of them then hear that one does. */
const SPREAD = 300;

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

  /** Leads at once, unless there is a sign of another one. */
  stand() {
    if (!this.#memory.get(NOTE)) this.take();
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

  occupied() {
    clearTimeout(this.#timer);
  }
}

import { Refusal } from './envelope.js';

const ANSWER_WITHIN = 15_000;
/** The server answers most commands at once; after this time one finds out whether they reach it. */
const SOON = 4_000;
const REACHED_WITHIN = 6_000;
/** A timer that is so late says that this page slept. */
const SLEPT = 2_000;

/** The commands under way on one wire. Each is answered, refused as `timeout`, or `lost` with the wire. */
export class Asked {
  /** Whether an answer has come. */
  isReached = false;
  #all = new Map();
  #serial = 0;
  #answers = 0;
  #isDoubtful = false;
  #isLost = false;
  #events;

  /** @param {{ tryOut(): void, unreached(): void }} events `unreached` when nothing at all is answered any more, while the wire seems to be open */
  constructor(events) {
    this.#events = events;
  }

  get isEmpty() {
    return !this.#all.size;
  }

  /**
   * @param {(reply: string) => void} send
   * @returns {Promise<any>} the reply's body; rejects with a {@link Refusal}
   */
  add(send) {
    const reply = `r${++this.#serial}`;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#take(reply, (asked) => asked.reject(new Refusal('timeout'))), ANSWER_WITHIN);
      const soon = setTimeout(() => this.#doubt(), SOON);
      this.#all.set(reply, { resolve, reject, timers: [late, soon] });
      send(reply);
    });
  }

  /** An answer to anything at all: what is sent does reach the server. */
  reached() {
    this.isReached = true;
    this.#answers++;
  }

  /**
   * @param {string} reply
   * @param {(asked: { resolve: Function, reject: Function }) => void} how
   * @param {boolean} [isAnswer] by the server; else what was sent may not have reached it
   * @returns {boolean} whether it was asked for
   */
  answer(reply, how, isAnswer = true) {
    if (!this.#take(reply, how)) return false;
    if (isAnswer) this.reached();
    else this.#doubt();
    return true;
  }

  /** Asks what the server answers at once. */
  tryOut() {
    this.#events.tryOut();
  }

  /** Nothing more is answered. */
  lose() {
    this.#isLost = true;
    for (const reply of [...this.#all.keys()]) this.#take(reply, (asked) => asked.reject(new Refusal('lost')));
  }

  #take(reply, how) {
    const asked = this.#all.get(reply);
    if (!asked) return false;
    asked.timers.forEach(clearTimeout);
    this.#all.delete(reply);
    how(asked);
    return true;
  }

  /** If nothing is answered soon, not even what is always answered at once, nothing that is sent here reaches the server. */
  #doubt() {
    if (this.#isDoubtful) return;
    this.#isDoubtful = true;
    const before = this.#answers;
    const due = Date.now() + REACHED_WITHIN;
    this.tryOut();
    setTimeout(() => this.#answers > before || this.#isLost || this.tryOut(), REACHED_WITHIN / 2);
    setTimeout(() => this.#judge(before, due), REACHED_WITHIN);
  }

  #judge(before, due) {
    this.#isDoubtful = false;
    if (this.#answers > before || this.#isLost) return;
    if (Date.now() - due > SLEPT) this.#doubt();
    else this.#events.unreached();
  }
}

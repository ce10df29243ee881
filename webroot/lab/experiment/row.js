import { Tally } from '../count/tally.js';
import { Series } from './series.js';

const LATENCIES_KEPT = 500;
const MINUTE = 60_000;
/** Longer than what happens most rarely takes to come again, a long poll of 25 s: less says nothing of a minute. */
const ENOUGH_SILENCE = 30_000;

/** One way of communicating in the experiment: how it stands, what it has cost, and how fast it was. */
export class Row {
  tally = new Tally();
  latencies = new Series(LATENCIES_KEPT);
  /** @type {'closed' | 'opening' | 'open' | 'broken'} */
  state = 'closed';
  problem = '';
  #silence = { millis: 0, bytes: 0, requests: 0 };
  #before = { bytes: 0, requests: 0 };

  /** @param {string} name of a door */
  constructor(name) {
    this.name = name;
  }

  /**
   * Called regularly: what was spent since the last call was spent on silence, or was not.
   * @param {number} millis since then
   * @param {boolean} silent
   */
  pass(millis, silent) {
    const { bytes, requests } = this.tally;
    if (silent && this.state === 'open') {
      this.#silence.millis += millis;
      this.#silence.bytes += bytes - this.#before.bytes;
      this.#silence.requests += requests - this.#before.requests;
    }
    this.#before = { bytes, requests };
  }

  /** What all the silence so far has cost. @returns {{ bytes: number, requests: number, seconds: number }} */
  get silence() {
    const { millis, bytes, requests } = this.#silence;
    return { bytes, requests, seconds: millis / 1000 };
  }

  /** What a minute without messages costs, by all the silence so far. @returns {{ bytes: number, requests: number } | null} null of too little */
  get idleMinute() {
    const { millis, bytes, requests } = this.#silence;
    if (millis < ENOUGH_SILENCE) return null;
    return { bytes: (bytes * MINUTE) / millis, requests: (requests * MINUTE) / millis };
  }

  /** What a message has cost, posting and silence between messages included, long silence not. @returns {number | null} bytes */
  get messageBytes() {
    const { bytes, delivered } = this.tally;
    return delivered ? (bytes - this.#silence.bytes) / delivered : null;
  }

  clear() {
    // Doors that are open go on counting in the same tally.
    Object.assign(this.tally, new Tally());
    this.latencies.clear();
    this.#silence = { millis: 0, bytes: 0, requests: 0 };
    this.#before = { bytes: 0, requests: 0 };
  }
}

import { Tally } from '../count/tally.js';
import { Series } from './series.js';

const LATENCIES_KEPT = 500;
const MINUTE = 60_000;

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

  /** What a minute without messages costs, by all the silence so far. @returns {{ bytes: number, requests: number, seconds: number } | null} */
  get idleMinute() {
    const { millis, bytes, requests } = this.#silence;
    if (!millis) return null;
    return { bytes: (bytes * MINUTE) / millis, requests: (requests * MINUTE) / millis, seconds: millis / 1000 };
  }

  clear() {
    // Doors that are open go on counting in the same tally.
    Object.assign(this.tally, new Tally());
    this.latencies.clear();
    this.#silence = { millis: 0, bytes: 0, requests: 0 };
    this.#before = { bytes: 0, requests: 0 };
  }
}

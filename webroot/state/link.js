import { Observable } from './observable.js';

const CHANGES_KEPT = 20;

/** How one is connected, for people to read: the state, since when, how fast, and what happened before. */
export class Link extends Observable {
  /** @type {'closed' | 'connecting' | 'connected' | 'waiting'} */
  state = 'closed';
  /** Whether an open connection is in doubt: nothing is heard. */
  isQuiet = false;
  way = '';
  /** All ways there are to choose from. @type {string[]} */
  ways = [];
  /** `automatic`, or the way that was chosen. */
  choice = 'automatic';
  /** Why it is this way: what was proved of each better one; empty on the best. @type {{ way: string, reason: string }[]} */
  why = [];
  latency = null;
  /** Why there is no connection: the code with which the last one ended. @type {number | undefined} */
  code;
  retryAt = 0;
  online = true;
  /**
   * How the way changed, newest first; `duration` is for how many milliseconds there was none.
   * @type {{ at: number, from: string, to: string, reason: string, code?: number, duration: number }[]}
   */
  changes = [];
  /** Whether a connection was ever tried in vain or lost. */
  troubled = false;
  /** Cuts a wait short; wired by app.js. */
  tryNow = () => {};
  /** Goes this way from now on; wired by app.js. @type {(way: string) => void} */
  choose = () => {};
  /** Measures the latency; wired by app.js. */
  measure = () => {};

  /** @param {import('../net/connection.js').Status} status */
  become({ state, isQuiet = false, way, choice, why, code, retryAt = 0, change, changes = this.changes }) {
    if (way !== this.way) this.latency = null;
    Object.assign(this, { state, isQuiet, way, choice, why, code, retryAt });
    this.troubled ||= state === 'waiting';
    this.changes = (change ? [change, ...changes] : changes).slice(0, CHANGES_KEPT);
    this.changed();
  }

  measured(millis) {
    this.latency = millis;
    this.changed();
  }

  setOnline(online) {
    this.online = online;
    this.changed();
  }

  /** One word for the whole: what the chip shows. */
  get mood() {
    if (this.state === 'connected' && !this.isQuiet) return 'connected';
    if (!this.online) return 'offline';
    return this.troubled ? 'reconnecting' : 'connecting';
  }

  /** @param {number} now @returns {number} whole seconds until the next try */
  secondsLeft(now) {
    return this.state === 'waiting' ? Math.max(0, Math.ceil((this.retryAt - now) / 1000)) : 0;
  }
}

import { Observable } from './observable.js';

const CHANGES_KEPT = 8;

/** How one is connected, for people to read: the state, since when, how fast, and what happened before. */
export class Link extends Observable {
  /** @type {'closed' | 'connecting' | 'connected' | 'waiting'} */
  state = 'closed';
  way = 'websocket';
  latency = null;
  retryAt = 0;
  online = true;
  /** @type {{ at: number, state: string, code?: number }[]} newest first */
  changes = [];
  /** Cuts a wait short; wired by app.js. */
  tryNow = () => {};
  /** Measures the latency; wired by app.js. */
  measure = () => {};

  /** @param {{ state: any, way: string, code?: number, retryAt?: number }} status */
  become({ state, way, code, retryAt = 0 }) {
    Object.assign(this, { state, way, retryAt });
    this.changes = [{ at: Date.now(), state, code }, ...this.changes].slice(0, CHANGES_KEPT);
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
    if (this.state === 'connected') return 'connected';
    if (!this.online) return 'offline';
    return this.changes.some(({ state }) => state === 'connected') || this.state === 'waiting' ? 'reconnecting' : 'connecting';
  }

  /** @param {number} now @returns {number} whole seconds until the next try */
  secondsLeft(now) {
    return this.state === 'waiting' ? Math.max(0, Math.ceil((this.retryAt - now) / 1000)) : 0;
  }
}

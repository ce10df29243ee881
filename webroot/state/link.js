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
  /** Came and went, newest first; failures in a row are one, counted. @type {{ at: number, state: string, code?: number, times: number }[]} */
  changes = [];
  /** Cuts a wait short; wired by app.js. */
  tryNow = () => {};
  /** Measures the latency; wired by app.js. */
  measure = () => {};

  /** @param {{ state: any, way: string, code?: number, retryAt?: number }} status */
  become({ state, way, code, retryAt = 0 }) {
    Object.assign(this, { state, way, retryAt });
    if (state !== 'connecting') this.#note(state, code);
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
    return this.changes.length ? 'reconnecting' : 'connecting';
  }

  /** @param {number} now @returns {number} whole seconds until the next try */
  secondsLeft(now) {
    return this.state === 'waiting' ? Math.max(0, Math.ceil((this.retryAt - now) / 1000)) : 0;
  }

  #note(state, code) {
    const [last, ...before] = this.changes;
    const again = last?.state === state && last.code === code;
    const change = { at: Date.now(), state, code, times: again ? last.times + 1 : 1 };
    this.changes = [change, ...(again ? before : this.changes)].slice(0, CHANGES_KEPT);
  }
}

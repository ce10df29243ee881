import { Refusal } from '../envelope.js';
import { Listening } from '../listening.js';
import { Follower } from './follower.js';
import { Leader } from './leader.js';

const LINE = 'dochat.line';
const EVERY = 3_000;
/** How late a hidden leader may be before a tab that somebody looks at reminds it. */
const LATE = 1_000;

/**
 * One connection for all tabs of a browser, with the interface of a Connection: the tab that holds a lock leads, the others follow. When the
 * leader ends, the next one gets the lock, and every tab goes on from its own cursors. A leader that does not answer is replaced.
 */
export class SharedConnection {
  #tab = '';
  #role = null;
  #isLeading = false;
  /** @type {(value?: any) => void} */
  #release = () => {};
  #leaving = new AbortController();
  #channel = null;
  #reminder = 0;
  #status = null;
  #listening = new Listening();
  #open;
  #events;
  #isHidden;

  /** Both exist in secure contexts only, or in localhost's. */
  static isSupported() {
    return Boolean(globalThis.navigator?.locks) && typeof BroadcastChannel === 'function';
  }

  /**
   * @param {(events: import('../connection.js').ConnectionEvents) => import('../connection.js').Connection} open makes the one connection
   * @param {import('../connection.js').ConnectionEvents} events of this tab
   * @param {() => boolean} isHidden whether nobody looks at this tab
   */
  constructor(open, events, isHidden) {
    this.#open = open;
    this.#isHidden = isHidden;
    this.#events = {
      ...events,
      opened: () => {
        this.#listening.clear();
        events.opened();
      },
      status: (status) => {
        this.#status = status;
        events.status(status);
      },
      delivery: (address, body) => {
        const fresh = this.#listening.advance(address, body);
        if (fresh) events.delivery(address, fresh);
      },
      refusal: (address, refusal) => this.#listening.has(address) && events.refusal(address, refusal),
    };
  }

  start() {
    if (this.#role) {
      this.#role.start();
      return;
    }
    this.#tab = crypto.randomUUID();
    this.#leaving = new AbortController();
    this.#channel = new BroadcastChannel(LINE);
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    this.#reminder = setInterval(() => this.#remind(), EVERY);
    const stopped = new Promise((resolve) => this.#leaving.signal.addEventListener('abort', () => resolve(undefined)));
    navigator.locks.request(lockOf(this.#tab), () => stopped);
    this.#follow();
  }

  stop() {
    if (!this.#role) return;
    this.#post({ type: 'bye' });
    const role = this.#role;
    this.#role = null;
    this.#isLeading = false;
    role.stop();
    this.#release();
    this.#leaving.abort();
    this.#channel.close();
    clearInterval(this.#reminder);
    this.#events.status({ ...this.#status, state: 'closed', change: undefined });
  }

  wake() {
    this.#role?.wake();
  }

  moved() {
    this.#role?.moved();
  }

  doubt() {
    this.#role?.doubt();
  }

  choose(way) {
    this.#role?.choose(way);
  }

  ask(address, body) {
    return this.#role?.ask(address, body) ?? Promise.reject(new Refusal('offline'));
  }

  listen(address, headers) {
    this.#listening.add(address, headers);
    this.#role?.listen(address, headers);
  }

  unlisten(address) {
    this.#listening.remove(address);
    this.#role?.unlisten(address);
  }

  #follow() {
    this.#isLeading = false;
    this.#role = new Follower((message) => this.#post(message), this.#events, () => this.#request({ steal: true }));
    this.#request({ signal: this.#leaving.signal });
    this.#role.start();
  }

  /** Leads once it has the lock, until this tab stops or another one takes it away. */
  #request(how) {
    const { signal } = this.#leaving;
    navigator.locks.request(LINE, how, () => this.#lead(signal)).catch(() => {
      if (signal.aborted || !this.#isLeading) return;
      this.#role.stop();
      this.#follow();
    });
  }

  #lead(signal) {
    if (signal.aborted) return undefined;
    this.#role.stop();
    this.#isLeading = true;
    this.#role = new Leader(this.#tab, (message) => this.#post(message), this.#open, this.#events, (tab) => navigator.locks.request(lockOf(tab), () => {}));
    this.#role.start();
    return new Promise((resolve) => (this.#release = resolve));
  }

  /** Followers speak to the leader only, and the leader to followers. */
  #hear(message) {
    if (message.to && message.to !== this.#tab) return;
    if (message.isLeading !== this.#isLeading) this.#role?.hear(message);
    if (message.type === 'leads') this.#role?.start();
  }

  #post(message) {
    this.#channel.postMessage({ ...message, from: this.#tab, isLeading: this.#isLeading });
  }

  /** Browsers let a hidden leader's timers sleep; messages wake it. */
  #remind() {
    if (this.#isLeading || this.#isHidden() || !this.#status) return;
    const { state, way, retryAt } = this.#status;
    if (state === 'waiting' ? Date.now() > retryAt + LATE : way === 'polling') this.wake();
  }
}

const lockOf = (tab) => `${LINE}.${tab}`;

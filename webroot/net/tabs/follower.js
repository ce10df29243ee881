import { Refusal } from '../envelope.js';

const ANSWER_WITHIN = 20_000;
const LEADER_ANSWERS_WITHIN = 4_000;
const AGAIN_AFTER = 2_000;

/** A tab that uses another tab's connection. It hears what the leader hears, and asks the leader to ask. */
export class Follower {
  #asked = new Map();
  #serial = 0;
  #opened = '';
  #doubt = 0;
  #isUp = false;
  #post;
  #events;
  #leaderless;

  /**
   * @param {(message: object) => void} post to the leader
   * @param {import('../connection.js').ConnectionEvents} events
   * @param {() => void} leaderless there is a leader who does not answer
   */
  constructor(post, events, leaderless) {
    this.#post = post;
    this.#events = events;
    this.#leaderless = leaderless;
  }

  /** Says hello, and expects an answer soon. */
  start() {
    this.#summon('hello');
  }

  wake() {
    this.#summon('wake');
  }

  moved() {
    this.#summon('moved');
  }

  /** The leader's connection serves others: only this tab begins again. */
  doubt() {
    this.wake();
    setTimeout(() => this.#isUp && this.#events.opened(), AGAIN_AFTER);
  }

  choose(way) {
    this.#post({ type: 'choose', way });
  }

  ask(address, body) {
    if (!this.#isUp) return Promise.reject(new Refusal('offline'));
    const n = ++this.#serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(n, (asked) => asked.reject(new Refusal('timeout'))), ANSWER_WITHIN);
      this.#asked.set(n, { resolve, reject, timer });
      this.#post({ type: 'ask', n, address, body });
    });
  }

  listen(address, headers) {
    this.#post({ type: 'listen', address, headers });
  }

  unlisten(address) {
    this.#post({ type: 'unlisten', address });
  }

  /** @param {any} message of the leader */
  hear(message) {
    clearTimeout(this.#doubt);
    this.#doubt = 0;
    const { type, n, address, body, code, retryAfter } = message;
    if (type === 'leads') this.#lost();
    if (type === 'status') this.#become(message.status);
    if (type === 'opened') this.#open(message);
    if (type === 'answer') this.#settle(n, (asked) => (code ? asked.reject(new Refusal(code, retryAfter)) : asked.resolve(body)));
    if (type === 'delivery' && this.#isUp) this.#events.delivery(address, body);
    if (type === 'refusal') this.#events.refusal(address, new Refusal(code, retryAfter));
    if (type === 'latency') this.#events.latency(message.millis);
    if (type === 'signInAgain') this.#events.signInAgain();
  }

  /** Follows no longer. */
  stop() {
    clearTimeout(this.#doubt);
    this.#lost();
  }

  #summon(type) {
    this.#post({ type });
    this.#doubt ||= setTimeout(() => this.#leaderless(), LEADER_ANSWERS_WITHIN);
  }

  #become(status) {
    if (status.state !== 'connected') this.#lost();
    this.#events.status(status);
  }

  /** A tab that has just come may be told twice of the same opening. */
  #open({ serial, status }) {
    if (this.#opened === serial) return;
    this.#opened = serial;
    this.#isUp = true;
    this.#events.status(status);
    this.#events.opened();
  }

  #lost() {
    this.#isUp = false;
    for (const n of [...this.#asked.keys()]) this.#settle(n, (asked) => asked.reject(new Refusal('lost')));
  }

  #settle(n, how) {
    const asked = this.#asked.get(n);
    if (!asked) return;
    clearTimeout(asked.timer);
    this.#asked.delete(n);
    how(asked);
  }
}

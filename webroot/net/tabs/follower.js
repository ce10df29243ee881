import { Refusal } from '../envelope.js';
import { Silence } from './silence.js';

const ANSWER_WITHIN = 20_000;
const AGAIN_AFTER = 2_000;

/** A tab that uses another tab's connection. It hears what the leader hears, and asks the leader to ask. */
export class Follower {
  #asked = new Map();
  #serial = 0;
  /** Which opening of the leader's connection this tab knows; '' while it has none. */
  #opened = '';
  #status = null;
  #isQuiet = false;
  #silence;
  #post;
  #events;

  /**
   * @param {(message: object) => void} post to the leader
   * @param {import('../connection.js').ConnectionEvents} events
   * @param {() => boolean} isHidden whether nobody looks at this tab
   * @param {() => void} leaderless there is no leader, or one who does not answer
   */
  constructor(post, events, isHidden, leaderless) {
    this.#post = post;
    this.#events = events;
    this.#silence = new Silence({ ask: () => post({ type: 'beat' }), quiet: () => this.#quiet(), silent: leaderless }, isHidden);
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
    setTimeout(() => this.#opened && this.#events.opened(), AGAIN_AFTER);
  }

  choose(way) {
    this.#post({ type: 'choose', way });
  }

  ask(address, body) {
    if (!this.#opened) return Promise.reject(new Refusal('offline'));
    const n = ++this.#serial;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(n, (asked) => asked.reject(new Refusal('timeout'))), ANSWER_WITHIN);
      this.#asked.set(n, { resolve, reject, timer });
      this.#post({ type: 'ask', n, at: Date.now(), address, body });
      this.#silence.ask();
    });
  }

  listen(address, headers, isFirst) {
    this.#post({ type: 'listen', address, headers, isFirst });
  }

  unlisten(address) {
    this.#post({ type: 'unlisten', address });
  }

  /** @param {any} message of the leader */
  hear(message) {
    this.#heard();
    const { type, n, address, body, code, retryAfter } = message;
    if (type === 'beat' && message.opened !== this.#opened) this.start();
    if (type === 'again' && this.#opened) this.#events.opened();
    if (type === 'status') this.#become(message);
    if (type === 'answer') this.#settle(n, (asked) => (code ? asked.reject(new Refusal(code, retryAfter)) : asked.resolve(body)));
    if (type === 'delivery' && this.#opened) this.#events.delivery(address, body);
    if (type === 'refusal') this.#events.refusal(address, new Refusal(code, retryAfter));
    if (type === 'latency') this.#events.latency(message.millis);
    if (type === 'signInAgain') this.#events.signInAgain();
  }

  /** Nobody leads, or another tab: what the leader before was asked, nobody answers. */
  orphan() {
    this.#lost();
    if (this.#status?.state === 'connected') this.#events.status({ ...this.#status, state: 'connecting' });
  }

  /** Follows no longer. */
  stop() {
    this.#silence.stop();
    this.#lost();
  }

  #summon(type) {
    this.#post({ type });
    this.#silence.ask();
  }

  #heard() {
    this.#silence.heard();
    if (this.#isQuiet && this.#opened) this.#events.status(this.#status);
    this.#isQuiet = false;
  }

  /** What was true when the leader was last heard may be so no more. */
  #quiet() {
    if (!this.#opened) return;
    this.#isQuiet = true;
    this.#events.status({ ...this.#status, isQuiet: true });
  }

  /** The leader says how it is, each time whole, and may say so twice. */
  #become({ status, opened }) {
    const isNew = opened && opened !== this.#opened;
    if (opened !== this.#opened) this.#lost();
    this.#opened = opened;
    this.#status = { ...status, change: undefined, changes: undefined };
    this.#events.status(status);
    if (isNew) this.#events.opened();
  }

  #lost() {
    this.#opened = '';
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

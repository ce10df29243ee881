import { Backoff } from './backoff.js';
import { Refusal, registerFrame, unregisterFrame } from './envelope.js';
import { Wire } from './wire.js';

const GOING_AWAY = 1001;
const SIGN_IN_AGAIN = new Set([4001, 4003]);
const STABLE_AFTER = 5_000;

/**
 * @typedef {'closed' | 'connecting' | 'connected' | 'waiting'} ConnectionState
 * @typedef {{ state: ConnectionState, way: string, code?: number, retryAt?: number }} Status
 */

/**
 * Keeps one wire to the server, and replaces it when it breaks. It forgets registrations with the wire:
 * whoever hears `connected` registers again, with cursors.
 */
export class Connection {
  #wire = null;
  #backoff = new Backoff();
  #timers = [];
  #transport;
  #origin;
  #events;
  #state = 'closed';

  /**
   * @param {import('./transports/websocket.js').Transport} transport
   * @param {string} origin
   * @param {{ status(status: Status): void, signInAgain(): void, latency(millis: number): void,
   *   delivery(address: string, body: any): void, refusal(address: string, refusal: Refusal): void }} events
   */
  constructor(transport, origin, events) {
    this.#transport = transport;
    this.#origin = origin;
    this.#events = events;
  }

  /** Connects, now, also in the middle of a wait. Does nothing while connecting or connected. */
  start() {
    if (this.#state === 'connecting' || this.#state === 'connected') return;
    this.#clearTimers();
    this.#become('connecting');
    this.#wire = new Wire(this.#transport, this.#origin, {
      open: () => this.#opened(),
      close: (code) => this.#closed(code),
      latency: (millis) => this.#events.latency(millis),
      delivery: (address, body) => this.#events.delivery(address, body),
      refusal: (address, refusal) => this.#events.refusal(address, refusal),
    });
  }

  stop() {
    this.#clearTimers();
    this.#become('closed');
    this.#wire?.close();
  }

  /** The network or the machine came back: doubt an open wire, cut a wait short. */
  wake() {
    if (this.#state === 'connected') this.#wire.check();
    if (this.#state === 'waiting') this.start();
  }

  /** The wire is open, but does not serve: replace it after a pause. */
  doubt() {
    this.#wire?.close();
  }

  /** @returns {Promise<any>} the reply's body; rejects with a {@link Refusal} */
  ask(address, body) {
    return this.#state === 'connected' ? this.#wire.ask(address, body) : Promise.reject(new Refusal('offline'));
  }

  listen(address, headers) {
    if (this.#state === 'connected') this.#wire.write(registerFrame(address, headers));
  }

  unlisten(address) {
    if (this.#state === 'connected') this.#wire.write(unregisterFrame(address));
  }

  #opened() {
    this.#timers.push(setTimeout(() => this.#backoff.reset(), STABLE_AFTER));
    this.#become('connected');
    this.#wire.check();
  }

  #closed(code) {
    this.#clearTimers();
    this.#wire = null;
    if (this.#state === 'closed') return;
    if (SIGN_IN_AGAIN.has(code)) {
      this.#become('closed', { code });
      this.#events.signInAgain();
    } else {
      this.#wait(code);
    }
  }

  #wait(code) {
    const delay = code === GOING_AWAY ? this.#backoff.soon() : this.#backoff.next();
    this.#timers.push(setTimeout(() => this.start(), delay));
    this.#become('waiting', { code, retryAt: Date.now() + delay });
  }

  #become(state, details) {
    this.#state = state;
    this.#events.status({ state, way: this.#transport.name, ...details });
  }

  #clearTimers() {
    this.#timers.splice(0).forEach(clearTimeout);
  }
}

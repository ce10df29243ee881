import { Backoff } from './backoff.js';
import { Climb } from './climb.js';
import { Refusal } from './envelope.js';
import { Pace } from './pace.js';
import { Race } from './race.js';
import { Registrations } from './registrations.js';
import { Wire } from './wire.js';

const GOING_AWAY = 1001;
const SIGN_IN_AGAIN = new Set([4001, 4003]);
const STABLE_AFTER = 5_000;
/** A way that worked until now is slow because its server has just come, or has much to do. */
const KNOWN_HEAD_START = 1_500;

/**
 * @typedef {'closed' | 'connecting' | 'connected' | 'waiting'} ConnectionState
 * A change of the way: `duration` is for how many milliseconds there was no connection.
 * @typedef {{ at: number, from: string, to: string, reason: string, code?: number, duration: number }} Change
 * `isQuiet`: open as far as is known, but nothing was heard when it should have been.
 * @typedef {{ state: ConnectionState, isQuiet?: boolean, way: string, choice: string, why: { way: string, reason: string }[], code?: number,
 *   retryAt?: number, change?: Change, changes?: Change[] }} Status
 * @typedef {{ opened(): void, status(status: Status): void, signInAgain(): void, latency(millis: number): void,
 *   delivery(address: string, body: any): void, refusal(address: string, refusal: Refusal): void }} ConnectionEvents
 */

/**
 * Keeps one wire to the server, on the best way that works, and replaces it when it breaks. It forgets registrations with the wire:
 * whoever hears `opened` registers again, with cursors. When a better way takes over, it goes on from the cursors by itself.
 */
export class Connection {
  #wire = null;
  #way = '';
  #race = null;
  #backoff = new Backoff();
  #pace = new Pace();
  #registrations;
  #timers = [];
  #downSince = 0;
  #lastCode;
  #wish = '';
  #ladder;
  #climb;
  #origin;
  #events;
  #state = 'closed';

  /**
   * @param {import('./ladder.js').Ladder} ladder
   * @param {string} origin
   * @param {ConnectionEvents} events
   */
  constructor(ladder, origin, events) {
    this.#ladder = ladder;
    this.#origin = origin;
    this.#events = events;
    this.#registrations = new Registrations((address, refusal) => events.refusal(address, refusal));
    this.#climb = new Climb(
      () => ladder.better(this.#way),
      (transport, wireEvents) => this.#open(transport, wireEvents),
      (transport, wire, reason) => this.#takeOver(transport, wire, reason),
    );
  }

  /** Connects, now, also in the middle of a wait. Does nothing while connecting or connected. */
  start() {
    if (this.#state === 'connecting' || this.#state === 'connected') return;
    this.#clearTimers();
    this.#downSince ||= Date.now();
    this.#become('connecting');
    const ways = this.#ladder.candidates();
    this.#race = new Race(ways, (transport, events) => this.#open(transport, events), {
      won: (transport, wire, ends) => this.#won(transport, wire, ends),
      late: (transport, wire) => this.#climb.test(transport, wire, 'late'),
      failed: (transport, end) => this.#failedLate(transport, end),
      over: (end) => this.#over(end),
    }, ways[0].name === this.#way ? KNOWN_HEAD_START : undefined);
  }

  stop() {
    this.#end();
    this.#downSince = 0;
    this.#become('closed');
  }

  /** The machine or the person came back: doubt an open wire, cut a wait short. */
  wake() {
    if (this.#state === 'connected') this.#wire.check();
    if (this.#state === 'waiting') this.start();
  }

  /** Another network may work better, and the old one's wire may hang. */
  moved() {
    this.#ladder.moved();
    this.#pace.reset();
    this.wake();
    if (this.#state === 'connected') this.#climb.now('network');
  }

  /** The wire is open, but does not serve: replace it after a pause. */
  doubt() {
    this.#wire?.close();
  }

  /** @param {string} way `automatic`, or the only way to go from now on */
  choose(way) {
    this.#ladder.choose(way);
    if (this.#state === 'closed') return;
    this.#end();
    this.#state = 'waiting';
    this.#wish = 'chosen';
    this.start();
  }

  /** @returns {Promise<any>} the reply's body; rejects with a {@link Refusal} */
  async ask(address, body) {
    if (this.#state !== 'connected') throw new Refusal('offline');
    const wire = this.#wire;
    return wire.ask(address, body).catch((refusal) => {
      // A way that was left may close before it answers. What it was asked may be asked again, in the same words: posts and creations have client ids.
      if (refusal.code !== 'lost' || !wire.isRetired) throw refusal;
      return this.ask(address, body);
    });
  }

  /** @param {string} address @returns {{ after?: number, epoch?: string } | undefined} from where it would go on, if it listens there */
  listensTo(address) {
    return this.#registrations.of(address);
  }

  /** Whether what is new there comes by itself now. @param {string} address */
  hears(address) {
    return this.#registrations.isAsked(address);
  }

  /** @param {string} address @param {object} [headers] @param {boolean} [isFirst] before everything else, instead of after it */
  listen(address, headers, isFirst) {
    if (this.#state === 'connected') this.#registrations.add(address, headers, isFirst);
  }

  /** This is what somebody looks at now, so it comes before all that is still to be registered. @param {string} address */
  prefer(address) {
    this.#registrations.prefer(address);
  }

  unlisten(address) {
    if (this.#state === 'connected') this.#registrations.remove(address);
  }

  #open(transport, events) {
    return new Wire(transport, this.#origin, events, this.#pace.seconds);
  }

  #won(transport, wire, ends) {
    const from = this.#way;
    this.#ladder.opened(transport.name, ends);
    this.#registrations.clear();
    this.#adopt(transport, wire);
    this.#become('connected', { change: this.#change(from, this.#reasonOf(from)) });
    this.#events.opened();
    wire.check();
    // A server that has just come back may have refused one way and let in the next: then the better one works by now.
    if (ends.size) this.#climb.now('late');
    else this.#climb.later();
  }

  #failedLate(transport, end) {
    this.#ladder.failed(transport.name, end);
    this.#become('connected');
  }

  /** What was registered goes on from its cursors; the old wire answers what it was asked, and closes. */
  #takeOver(transport, wire, reason) {
    const from = this.#way;
    const old = this.#wire;
    this.#ladder.opened(transport.name, new Map());
    this.#downSince = Date.now();
    this.#adopt(transport, wire);
    old.retire();
    this.#become('connected', { change: this.#change(from, reason) });
    this.#climb.later();
  }

  /** This node goes, and another one takes over before it has gone, on a way that is no worse. If none can, the end of this wire is an end like any other. */
  #changeOver() {
    this.#climb.stop();
    this.#race?.stop();
    const ways = this.#ladder.candidates();
    const place = ways.findIndex(({ name }) => name === this.#way);
    this.#race = new Race(place < 0 ? ways : ways.slice(0, place + 1), (transport, events) => this.#open(transport, events), {
      won: (transport, wire) => this.#takeOver(transport, wire, 'moved'),
      late: (transport, wire) => this.#climb.test(transport, wire, 'late'),
      failed: (transport, end) => this.#failedLate(transport, end),
      over: () => {},
    });
  }

  #adopt(transport, wire) {
    this.#clearTimers();
    this.#wire = wire;
    this.#way = transport.name;
    this.#timers.push(setTimeout(() => this.#stable(), STABLE_AFTER));
    wire.handTo({
      open: () => {},
      close: (end) => wire === this.#wire && this.#closed(end),
      latency: (millis) => wire === this.#wire && this.#events.latency(millis),
      ends: () => wire === this.#wire && this.#changeOver(),
      quiet: (isQuiet) => wire === this.#wire && this.#become('connected', { isQuiet }),
      delivery: (address, body) => this.#deliver(address, body),
      refusal: (address, refusal) => wire === this.#wire && this.#registrations.refuse(address, refusal),
    });
    this.#registrations.moveTo(wire);
  }

  #deliver(address, body) {
    const fresh = this.#registrations.advance(address, body);
    if (fresh) this.#events.delivery(address, fresh);
  }

  #stable() {
    this.#backoff.reset();
    this.#ladder.holds(this.#way);
  }

  #closed(end) {
    this.#ladder.ended(this.#way, end);
    this.#pace.ended(end);
    this.#end();
    this.#downSince = Date.now();
    this.#afterwards(end.code);
  }

  #over(end) {
    this.#ladder.allFailed();
    this.#race = null;
    this.#afterwards(end.code);
  }

  #afterwards(code) {
    this.#lastCode = code;
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

  #end() {
    this.#clearTimers();
    this.#climb.stop();
    this.#race?.stop();
    this.#race = null;
    this.#registrations.end();
    const wire = this.#wire;
    this.#wire = null;
    wire?.close();
  }

  #reasonOf(from) {
    if (!from) return 'start';
    if (this.#wish) return this.#wish;
    return from === this.#way ? 'again' : this.#ladder.why(this.#way).find(({ way }) => way === from)?.reason ?? 'better';
  }

  #change(from, reason) {
    const duration = Date.now() - this.#downSince;
    this.#downSince = 0;
    const code = this.#lastCode;
    this.#lastCode = undefined;
    this.#wish = '';
    return { at: Date.now(), from, to: this.#way, reason, code, duration };
  }

  #become(state, details) {
    this.#state = state;
    this.#events.status({ state, way: this.#way, choice: this.#ladder.choice, why: this.#ladder.why(this.#way), ...details });
  }

  #clearTimers() {
    this.#timers.splice(0).forEach(clearTimeout);
  }
}

import { Asked } from './asked.js';
import { Refusal, parseFrame, pingFrame, registerFrame, sendFrame } from './envelope.js';
import { Heartbeat } from './heartbeat.js';

const OPEN_WITHIN = 10_000;
const LOST = 1006;
const RETIRE_WITHIN = 5_000;
const SILENCE = 3_000;
const HEARTBEAT = 'chat.heartbeat';
const GOING_AWAY = 'chat.going-away';
/** What is between this and the server: nobody else is told that it was refused. */
const OWN = new Set([HEARTBEAT, GOING_AWAY]);

/**
 * How a wire ended: whether it ever opened, and whether anything came; for how many milliseconds it was open, and for how many of them
 * nothing had come at the end; what its transport says to have proved.
 * @typedef {{ code: number, proof?: string, opened: boolean, carried: boolean, lived: number, idle: number }} End
 * @typedef {{ open(): void, close(end: End): void, latency(millis: number): void,
 *   delivery(address: string, body: any): void, refusal(address: string, refusal: Refusal): void, quiet?(isQuiet: boolean): void, ends?(): void }} WireEvents
 * `quiet`: whether nothing is heard that should be. `ends`: the server is going to close it in a few seconds.
 */

/**
 * One open connection from its first byte to its last: commands and their replies, deliveries, the heartbeat.
 * When it closes, every unanswered command is refused as `lost`, and `close` is called once.
 */
export class Wire {
  /** Whether anything has come in. */
  carried = false;
  /** Whether another wire has taken over. */
  isRetired = false;
  /** Whether all that one listens to goes in one request, however much it is. */
  registersInOne;
  #channel;
  #heartbeat;
  #openTimer;
  #openedAt = 0;
  #heardAt = 0;
  #isQuiet = false;
  #asked = new Asked({ tryOut: () => this.#tryOut(), unreached: () => this.#end(LOST, 'unanswered') });
  #events;
  #beat;

  /**
   * @param {import('./transports/websocket.js').Transport} transport
   * @param {string} origin
   * @param {WireEvents} events
   * @param {number} [beat] seconds between two signs of life that the server is asked for; as usual without
   */
  constructor(transport, origin, events, beat) {
    this.#events = events;
    this.#beat = beat;
    this.registersInOne = Boolean(transport.registersInOne);
    this.#openTimer = setTimeout(() => this.#end(LOST), OPEN_WITHIN);
    this.#channel = transport.open(origin, {
      open: () => this.#opened(),
      message: (text) => this.#read(text),
      alive: () => this.#heard(),
      close: (code, proof) => this.#end(code, proof),
    }, beat);
  }

  /** Whether what is sent here is known to reach the server. */
  get reaches() {
    return this.#asked.isReached;
  }

  /** From now on it is somebody else's. @param {WireEvents} events */
  handTo(events) {
    if (this.#events) this.#events = events;
  }

  /** @param {string} frame */
  write(frame) {
    this.#channel.send(frame);
  }

  /**
   * @param {string} address
   * @param {object} body
   * @returns {Promise<any>} the reply's body; rejects with a {@link Refusal}
   */
  ask(address, body) {
    return this.#asked.add((reply) => this.write(sendFrame(address, body, reply)));
  }

  /** Finds out whether what is sent here reaches the server: `reaches` says so afterwards. */
  tryOut() {
    this.check();
    if (this.#channel.tryOut) this.#asked.tryOut();
  }

  /** Asks for a sign of life at once. */
  check() {
    this.#heartbeat?.check();
  }

  close() {
    this.#end(1000);
  }

  /** Another wire has taken over: nothing more is delivered here, but what was asked is still answered. */
  retire() {
    this.isRetired = true;
    setTimeout(() => this.close(), RETIRE_WITHIN);
    this.#closeWhenDone();
  }

  #opened() {
    clearTimeout(this.#openTimer);
    this.#openedAt = this.#heardAt = Date.now();
    this.#heartbeat = new Heartbeat({
      ping: () => this.write(pingFrame()),
      quiet: () => this.#doubt(true),
      dead: () => this.#end(LOST),
      latency: (millis) => this.#events?.latency(millis),
    });
    this.write(registerFrame(HEARTBEAT, { every: this.#beat }));
    this.write(registerFrame(GOING_AWAY));
    this.#events?.open();
  }

  #heard() {
    this.carried = true;
    this.#heardAt = Date.now();
    this.#heartbeat?.heard();
    this.#doubt(false);
  }

  #doubt(isQuiet) {
    if (isQuiet === this.#isQuiet) return;
    this.#isQuiet = isQuiet;
    this.#events?.quiet?.(isQuiet);
  }

  #read(text) {
    const frame = parseFrame(text);
    if (!frame || !this.#events) return;
    this.#heard();
    if (frame.type === 'pong') this.#ponged();
    if (frame.type === 'err') this.#refused(frame);
    if (frame.type === 'rec') this.#received(frame);
  }

  #received({ address, body }) {
    if (this.#answer(address, (reply) => reply.resolve(body))) return;
    // Answered from the event that brought it: timers of a hidden page are too late for proxies that end idle connections.
    if (address === HEARTBEAT) this.write(pingFrame());
    else if (address === GOING_AWAY) this.#events.ends?.();
    else if (!this.isRetired) this.#events.delivery(address, body);
  }

  #refused({ address, code, retryAfter }) {
    const refusal = new Refusal(code, retryAfter);
    if (this.#answer(address, (reply) => reply.reject(refusal), code !== 'timeout')) return;
    if (!OWN.has(address) && !this.isRetired) this.#events.refusal(address, refusal);
  }

  #answer(address, how, isAnswer) {
    const isReply = this.#asked.answer(address, how, isAnswer);
    if (isReply) this.#closeWhenDone();
    return isReply;
  }

  /** Where commands go another way than pings, a pong says nothing of them. */
  #ponged() {
    this.#heartbeat?.answered();
    if (!this.#channel.tryOut) this.#asked.reached();
  }

  #tryOut() {
    if (Date.now() - this.#heardAt >= SILENCE) this.#doubt(true);
    if (!this.#channel.tryOut) this.write(pingFrame());
    else this.#channel.tryOut().then(() => this.#asked.reached(), () => {});
  }

  #closeWhenDone() {
    if (this.isRetired && this.#asked.isEmpty) this.close();
  }

  #end(code, proof) {
    const events = this.#events;
    if (!events) return;
    this.#events = null;
    clearTimeout(this.#openTimer);
    this.#heartbeat?.stop();
    this.#channel?.close();
    this.#asked.lose();
    events.close({ code, proof, carried: this.carried, opened: this.#openedAt > 0, ...this.#times(Date.now()) });
  }

  #times(now) {
    return this.#openedAt ? { lived: now - this.#openedAt, idle: now - this.#heardAt } : { lived: 0, idle: 0 };
  }
}

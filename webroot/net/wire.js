import { Heartbeat } from './heartbeat.js';
import { Refusal, parseFrame, pingFrame, sendFrame } from './envelope.js';

const OPEN_WITHIN = 10_000;
const ANSWER_WITHIN = 15_000;
const LOST = 1006;

/**
 * One open connection from its first byte to its last: commands and their replies, deliveries, the heartbeat.
 * When it closes, every unanswered command is refused as `lost`, and `close` is called once.
 */
export class Wire {
  #channel;
  #heartbeat;
  #openTimer;
  #replies = new Map();
  #serial = 0;
  #events;

  /**
   * @param {import('./transports/websocket.js').Transport} transport
   * @param {string} origin
   * @param {{ open(): void, close(code: number): void, latency(millis: number): void,
   *   delivery(address: string, body: any): void, refusal(address: string, refusal: Refusal): void }} events
   */
  constructor(transport, origin, events) {
    this.#events = events;
    this.#openTimer = setTimeout(() => this.#end(LOST), OPEN_WITHIN);
    this.#channel = transport.open(origin, {
      open: () => this.#opened(),
      message: (text) => this.#read(text),
      close: (code) => this.#end(code),
    });
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
    const reply = `r${++this.#serial}`;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#answer(reply, (r) => r.reject(new Refusal('timeout'))), ANSWER_WITHIN);
      this.#replies.set(reply, { resolve, reject, timer });
      this.write(sendFrame(address, body, reply));
    });
  }

  /** Asks for a sign of life at once. */
  check() {
    this.#heartbeat?.check();
  }

  close() {
    this.#end(1000);
  }

  #opened() {
    clearTimeout(this.#openTimer);
    this.#heartbeat = new Heartbeat({
      ping: () => this.write(pingFrame()),
      dead: () => this.#end(LOST),
      latency: (millis) => this.#events?.latency(millis),
    });
    this.#events?.open();
  }

  #read(text) {
    const frame = parseFrame(text);
    if (!frame || !this.#events) return;
    this.#heartbeat?.heard();
    if (frame.type === 'pong') this.#heartbeat?.answered();
    if (frame.type === 'err') this.#refused(frame);
    if (frame.type === 'rec') this.#received(frame);
  }

  #received({ address, body }) {
    if (!this.#answer(address, (reply) => reply.resolve(body))) this.#events.delivery(address, body);
  }

  #refused({ address, code, retryAfter }) {
    const refusal = new Refusal(code, retryAfter);
    if (!this.#answer(address, (reply) => reply.reject(refusal))) this.#events.refusal(address, refusal);
  }

  #answer(address, how) {
    const reply = this.#replies.get(address);
    if (!reply) return false;
    clearTimeout(reply.timer);
    this.#replies.delete(address);
    how(reply);
    return true;
  }

  #end(code) {
    const events = this.#events;
    if (!events) return;
    this.#events = null;
    clearTimeout(this.#openTimer);
    this.#heartbeat?.stop();
    this.#channel?.close();
    for (const address of [...this.#replies.keys()]) this.#answer(address, (r) => r.reject(new Refusal('lost')));
    events.close(code);
  }
}

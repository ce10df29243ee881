import { Wire } from './wire.js';

/** A good network opens anything within this time; what takes longer gets company. */
const HEAD_START = 300;

/**
 * Opens transports side by side, the best one with a head start, until one is open. Better ones that are still opening then may go on and
 * come `late`; the others are given up.
 */
export class Race {
  #order;
  #ahead;
  #running = new Map();
  #ends = new Map();
  #timer = 0;
  #winner = null;
  #open;
  #events;
  #headStart;

  /**
   * @param {import('./transports/websocket.js').Transport[]} transports best first, at least one
   * @param {(transport: import('./transports/websocket.js').Transport, events: any) => Wire} open
   * @param {{ won(transport: any, wire: Wire, ends: Map<string, import('./wire.js').End>): void, late(transport: any, wire: Wire): void,
   *   failed(transport: any, end: import('./wire.js').End): void, over(end: import('./wire.js').End): void }} events
   *   `failed` tells of a better one after the race was won; `over` that none could be opened
   * @param {number} [headStart] milliseconds until the best one gets company
   */
  constructor(transports, open, events, headStart = HEAD_START) {
    this.#order = transports;
    this.#ahead = [...transports];
    this.#open = open;
    this.#events = events;
    this.#headStart = headStart;
    queueMicrotask(() => this.#next());
  }

  /** Gives up everything that is still opening. */
  stop() {
    clearTimeout(this.#timer);
    this.#ahead = [];
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const wire of running) wire.close();
  }

  #next() {
    clearTimeout(this.#timer);
    const transport = this.#ahead.shift();
    if (!transport) return;
    this.#timer = setTimeout(() => this.#next(), this.#headStart);
    this.#headStart = HEAD_START;
    const wire = this.#open(transport, {
      open: () => this.#opened(transport),
      close: (end) => this.#closed(transport, end),
      latency: () => {},
      delivery: () => {},
      refusal: () => {},
    });
    this.#running.set(transport, wire);
  }

  #opened(transport) {
    const wire = this.#running.get(transport);
    if (!wire) return;
    this.#running.delete(transport);
    if (this.#winner) {
      this.#events.late(transport, wire);
      return;
    }
    this.#winner = transport;
    clearTimeout(this.#timer);
    this.#ahead = [];
    this.#giveUpWorse();
    this.#events.won(transport, wire, this.#ends);
  }

  #giveUpWorse() {
    const place = (transport) => this.#order.indexOf(transport);
    for (const [transport, wire] of [...this.#running]) {
      if (place(transport) < place(this.#winner)) continue;
      this.#running.delete(transport);
      wire.close();
    }
  }

  #closed(transport, end) {
    if (!this.#running.delete(transport)) return;
    if (this.#winner) {
      this.#events.failed(transport, end);
      return;
    }
    this.#ends.set(transport.name, end);
    if (this.#ahead.length) this.#next();
    else if (!this.#running.size) this.#events.over(end);
  }
}

import { parseFrame } from '#page/net/envelope.js';

/** What every wire asks for by itself. */
const OWN = new Set(['chat.heartbeat', 'chat.going-away']);

/** A way to a server that the test plays: what a page sent on each channel, and what it is to hear. */
export class FakeTransport {
  /** Every channel that was opened, oldest first. @type {FakeChannel[]} */
  channels = [];
  /** Whether a channel opens by itself, and is answered a ping. */
  isWorking = true;

  /** @param {string} name @param {{ registersInOne?: boolean, tryOut?: () => Promise<any> }} [has] */
  constructor(name, has = {}) {
    this.name = name;
    this.registersInOne = has.registersInOne;
    this.tryOut = has.tryOut;
  }

  get channel() {
    return this.channels.at(-1);
  }

  isSupported() {
    return true;
  }

  open(origin, events) {
    const channel = new FakeChannel(this, events);
    this.channels.push(channel);
    if (this.isWorking) queueMicrotask(() => events.open());
    return channel;
  }
}

class FakeChannel {
  /** @type {any[]} frames */
  sent = [];
  isClosed = false;
  #transport;
  #events;

  constructor(transport, events) {
    this.#transport = transport;
    this.#events = events;
    if (transport.tryOut) this.tryOut = transport.tryOut;
  }

  send(text) {
    const frame = parseFrame(text);
    this.sent.push(frame);
    if (frame.type === 'ping' && this.#transport.isWorking) queueMicrotask(() => this.hears({ type: 'pong' }));
  }

  close() {
    this.isClosed = true;
  }

  hears(frame) {
    if (!this.isClosed) this.#events.message(JSON.stringify(frame));
  }

  breaks(code = 1006) {
    this.#events.close(code);
  }

  opens() {
    this.#events.open();
  }

  /** @returns {any[]} commands to this address */
  asked(address) {
    return this.sent.filter((frame) => frame.type === 'send' && frame.address === address);
  }

  /** @returns {string[]} addresses, in order; without the heartbeat */
  registered(type = 'register') {
    return this.sent.filter((frame) => frame.type === type && !OWN.has(frame.address)).map(({ address }) => address);
  }

  answers(command, body) {
    this.hears({ type: 'rec', address: command.replyAddress, body });
  }
}

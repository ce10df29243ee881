import { LOST } from './http/channel.js';
import { PollingChannel } from './http/polls.js';

const WAIT = 25;
const SHORTEST_WAIT = 4;

/** @type {import('./websocket.js').Transport} */
export const longPolling = {
  name: 'long-polling',
  registersInOne: true,

  isSupported: () => typeof fetch === 'function',

  open(origin, events, beat) {
    const channel = new LongPollingChannel(origin, events, beat);
    channel.run();
    return channel;
  },
};

/** Each question waits for its answer, and the next one follows at once. */
class LongPollingChannel extends PollingChannel {
  #wait = this.beat ?? WAIT;

  renew() {
    this.again();
  }

  async run() {
    try {
      await this.poll(0);
      while (!this.isClosed) await this.#ask();
    } catch {
      this.broken(LOST);
    }
  }

  /** A proxy may be less patient than we are: then questions get shorter. */
  async #ask() {
    const began = Date.now();
    try {
      await this.poll(this.#wait);
    } catch (failure) {
      const seconds = Math.floor((Date.now() - began) / 1000);
      if (seconds < SHORTEST_WAIT || this.#wait === SHORTEST_WAIT) throw failure;
      this.#wait = Math.max(SHORTEST_WAIT, Math.floor(seconds / 2));
    }
  }
}

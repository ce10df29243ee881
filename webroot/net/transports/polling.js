import { LOST } from './http/channel.js';
import { PollingChannel } from './http/polls.js';

const EVERY = 3_000;
/** Under the 10 s after which the server counts one who polls as gone. */
const EVERY_HIDDEN = 8_000;

/**
 * @param {() => boolean} isHidden whether nobody looks
 * @returns {import('./websocket.js').Transport}
 */
export const polling = (isHidden) => ({
  name: 'polling',
  registersInOne: true,

  isSupported: () => typeof fetch === 'function',

  open(origin, events) {
    const channel = new SimplePollingChannel(origin, events, isHidden);
    channel.run();
    return channel;
  },
});

/** Asks now and then, and at once when there is a reason. */
class SimplePollingChannel extends PollingChannel {
  #isHidden;
  #isPinged = false;
  #isDue = false;
  /** @type {(value?: any) => void} */
  #wake = () => {};

  constructor(origin, events, isHidden) {
    super(origin, events);
    this.#isHidden = isHidden;
  }

  renew() {
    this.again();
    this.#soon();
  }

  /** One's own message should be in its place soon. */
  done(address) {
    if (address === 'chat.post') this.#soon();
  }

  ping() {
    this.#isPinged = true;
    this.#soon();
  }

  close() {
    super.close();
    this.#soon();
  }

  async run() {
    try {
      while (!this.isClosed) {
        this.#isDue = false;
        if (await this.poll(0)) this.#pong();
        await this.#pause();
      }
    } catch {
      this.broken(LOST);
    }
  }

  #soon() {
    this.#isDue = true;
    this.#wake();
  }

  #pong() {
    if (this.#isPinged) this.answered();
    this.#isPinged = false;
  }

  async #pause() {
    if (this.#isDue) return;
    let timer;
    await new Promise((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, this.#isHidden() ? EVERY_HIDDEN : EVERY);
    });
    clearTimeout(timer);
  }
}

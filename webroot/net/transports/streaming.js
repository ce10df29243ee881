import { GOING_AWAY, HttpChannel, LOST } from './http/channel.js';
import { lines } from './http/lines.js';

const FIRST_BYTE_WITHIN = 3_000;
/** The server writes at least every 15 s. */
const SILENCE = 35_000;
const FRESH = 20_000;
/** A server that ends streams sooner does not want them. */
const LASTED = 1_000;

/** @type {import('./websocket.js').Transport} */
export const streaming = {
  name: 'streaming',
  registersInOne: true,

  isSupported: () => typeof ReadableStream === 'function' && 'body' in Response.prototype,

  open(origin, events, beat) {
    const channel = new StreamingChannel(origin, events, beat);
    channel.renew();
    return channel;
  },
};

/** One answer that never ends. A new one begins before the old one is let go, so that nobody seems to leave. */
class StreamingChannel extends HttpChannel {
  #streams = new Set();
  #heard = Date.now();
  #watch = setInterval(() => Date.now() - this.#heard > SILENCE && this.broken(LOST), SILENCE / 3);

  renew() {
    this.#begin();
  }

  /** A stream that was heard lately only needs to know that the server is there; an old one might hang, and is replaced. */
  ping() {
    if (Date.now() - this.#heard < FRESH) super.ping();
    else this.#begin(() => this.answered());
  }

  close() {
    clearInterval(this.#watch);
    super.close();
  }

  #begin(whenBegun = () => {}) {
    const stream = new AbortController();
    this.#streams.add(stream);
    this.ending.signal.addEventListener('abort', () => stream.abort(), { signal: stream.signal });
    const late = setTimeout(() => this.#isNewest(stream) && this.broken(LOST, 'buffered'), FIRST_BYTE_WITHIN);
    this.#read(stream, () => {
      clearTimeout(late);
      this.#letGoBefore(stream);
      this.opened();
      whenBegun();
    }).finally(() => clearTimeout(late));
  }

  async #read(stream, begun) {
    let begunAt = 0;
    try {
      const { body } = await this.feed({ accept: 'application/x-ndjson', signal: stream.signal });
      for await (const line of lines(body, () => this.#chunk())) {
        if (!begunAt) begun();
        begunAt ||= Date.now();
        if (line) this.deliver(line);
      }
      if (begunAt && Date.now() - begunAt >= LASTED) this.#replace(stream);
      this.#ended(stream, GOING_AWAY);
    } catch {
      this.#ended(stream, LOST);
    }
  }

  /** Its node has ended it as it should be ended: another node goes on, and there was no break. */
  #replace(stream) {
    if (!stream.signal.aborted && this.#isNewest(stream)) this.#begin();
  }

  #chunk() {
    this.#heard = Date.now();
    this.alive();
  }

  #ended(stream, code) {
    if (!stream.signal.aborted && this.#isNewest(stream)) this.broken(code);
    stream.abort();
    this.#streams.delete(stream);
  }

  #letGoBefore(stream) {
    for (const earlier of this.#streams) {
      if (earlier === stream) return;
      earlier.abort();
    }
  }

  /** One that was replaced may end as it likes. */
  #isNewest(stream) {
    return [...this.#streams].at(-1) === stream;
  }
}

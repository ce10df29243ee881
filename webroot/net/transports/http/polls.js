import { HttpChannel } from './channel.js';

/** How much later than promised an answer may come. */
const GRACE = 10_000;

/** A way that gets one answer after the other. */
export class PollingChannel extends HttpChannel {
  #asked = null;
  /** When the last question that was answered was asked: what happened since then may have been missed, as the answer went out before. */
  #askedAt = 0;

  /**
   * Asks once and delivers what is answered.
   * @param {number} wait seconds that the server may keep one waiting
   * @returns {Promise<boolean>} false when {@link again} cut it short; rejects when there was no answer
   */
  async poll(wait) {
    const now = performance.now();
    const asked = (this.#asked = new AbortController());
    const stop = () => asked.abort();
    this.ending.signal.addEventListener('abort', stop);
    const late = setTimeout(() => asked.abort(new Error('late')), wait * 1000 + GRACE);
    try {
      const response = await this.feed({ accept: 'application/json', wait, missed: this.#askedAt && Math.ceil(now - this.#askedAt), signal: asked.signal });
      this.#deliver(await response.json());
      this.#askedAt = now;
      return true;
    } catch (failure) {
      if (asked.signal.aborted && asked.signal.reason?.name === 'AbortError') return false;
      throw failure;
    } finally {
      clearTimeout(late);
      this.ending.signal.removeEventListener('abort', stop);
    }
  }

  /** Leaves the question that is open; the next one asks from the cursors of then. */
  again() {
    this.#asked?.abort();
  }

  #deliver({ frames }) {
    this.alive();
    this.opened();
    for (const frame of frames) this.deliver(JSON.stringify(frame));
  }
}

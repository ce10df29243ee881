const NO_LINE = new Set(['offline', 'lost', 'unauthenticated']);
const LATER = new Set(['rate_limited', 'busy', 'internal', 'timeout']);
const TRIES = { internal: 3 };
const PAUSE_SECONDS = 2;

/** Sends the posts of the outbox, one at a time in each room, so that a refused one is never overtaken by the next. */
export class Sending {
  #outbox;
  #line;
  #under = new Set();

  /** @param {import('./outbox.js').Outbox} outbox @param {import('./chat.js').Line} line */
  constructor(outbox, line) {
    this.#outbox = outbox;
    this.#line = line;
  }

  /** Sends whatever may be sent now: after writing, after reconnecting, after a wait. */
  flush() {
    for (const room of this.#outbox.rooms) this.#sendNext(room);
  }

  async #sendNext(room) {
    const post = this.#outbox.next(room);
    if (!post || this.#under.has(room) || post.until > Date.now()) return;
    this.#under.add(room);
    const goOn = await this.#send(post);
    this.#under.delete(room);
    if (goOn) this.#sendNext(room);
  }

  async #send({ room, id, text }) {
    try {
      const { seq, at } = await this.#line.ask('chat.post', { room, id, text });
      this.#outbox.update(id, { state: 'sent', seq, at, code: undefined, until: undefined });
      return true;
    } catch (refusal) {
      return this.#refused(id, refusal);
    }
  }

  #refused(id, { code, retryAfter = PAUSE_SECONDS }) {
    const post = this.#outbox.posts.find((each) => each.id === id);
    if (!post || NO_LINE.has(code)) return false;
    if (!LATER.has(code) || post.tries + 1 >= (TRIES[code] ?? Infinity)) {
      this.#outbox.update(id, { state: 'failed', code, until: undefined });
      return true;
    }
    this.#outbox.update(id, { code, until: Date.now() + retryAfter * 1000, tries: post.tries + 1 });
    setTimeout(() => this.flush(), retryAfter * 1000 + 20);
    return false;
  }
}

import { asked } from './mentions.js';
import { NO_LINE, PASSING } from './passing.js';

/** What passes: a post is sent again by itself after a while. */
export const LATER = new Set([...PASSING, 'slow_mode']);
const TRIES = { internal: 3 };
const PAUSE = 2_000;
/** The line may have changed under a post that was on its way. */
const AGAIN = 500;
/** For so long, a tab leaves the posts of another one to it. */
const GRACE = 4_000;
/** No server asks for more patience, and no room in slow mode: who would have to wait longer has a clock that was put back. */
const LONGEST = 60_000;
const LONGEST_SLOW = 3_600_000;

/**
 * Sends the posts of the outbox, one at a time in each room, so that a refused one is never overtaken by the next. Every tab does; who hears
 * another one at it leaves it to that one, and whoever sends a post a second time is told the number of the first.
 */
export class Sending {
  #outbox;
  #line;
  #told;
  #pause;
  /** What was last known of that, of rooms in which something waited. @type {Map<string, number>} */
  #pauses = new Map();
  #user = '';
  #under = new Set();
  #timers = new Map();

  /**
   * @param {import('./outbox.js').Outbox} outbox
   * @param {import('./chat.js').Line} line
   * @param {(room: string, seq: number) => void} sent a post is in the log
   * @param {(room: string) => number | undefined} pause seconds between two messages there, as far as one knows; undefined where one does not know the room
   */
  constructor(outbox, line, sent, pause) {
    this.#outbox = outbox;
    this.#line = line;
    this.#told = sent;
    this.#pause = pause;
    outbox.watch(() => this.flush());
  }

  /** The line speaks for this person: from now on their posts may go. @param {string} user */
  begin(user) {
    this.#user = user;
    this.flush();
  }

  /** Who speaks on the next line is not known yet. */
  pause() {
    this.#user = '';
  }

  /** Sends whatever may be sent now, by what is known of its room now. */
  flush() {
    for (const room of this.#outbox.rooms) {
      this.#heed(room);
      this.#sendNext(room);
    }
  }

  /** What was settled for a room has changed: what waits for its slow mode need not, or will never go. @param {string} room */
  hurry(room) {
    const post = this.#outbox.next(room);
    if (post?.code === 'slow_mode') this.#outbox.update(post.id, { code: undefined, until: undefined });
  }

  /** However one came to know it: where less time has to pass than before, what waits for it is tried anew. */
  #heed(room) {
    const [before, now] = [this.#pauses.get(room), this.#pause(room)];
    if (now === undefined) return;
    this.#pauses.set(room, now);
    if (now < before) this.hurry(room);
  }

  async #sendNext(room) {
    const post = this.#outbox.next(room);
    if (!post || post.user !== this.#user || this.#under.has(room)) return;
    const wait = Math.max(post.until ?? 0, post.foreign ? this.#outbox.heardOf(room) + GRACE : 0) - Date.now();
    if (wait > 0 && wait <= (post.code === 'slow_mode' ? LONGEST_SLOW : LONGEST)) {
      this.#later(room, wait);
      return;
    }
    this.#under.add(room);
    const goOn = await this.#send(post);
    this.#under.delete(room);
    if (goOn) this.#sendNext(room);
  }

  async #send({ room, id, text, reply, mentions }) {
    const pause = this.#pause(room);
    try {
      const place = await this.#line.ask('chat.post', { room, id, text, ...(reply && { reply: reply.seq }), ...(mentions && { mentions: asked(mentions) }) });
      this.#told(room, place.seq);
      this.#outbox.sent(id, place);
      return true;
    } catch (refusal) {
      // The news that less time has to pass may come before the refusal.
      return (refusal.code === 'slow_mode' && this.#pause(room) < pause) || this.#refused(room, id, refusal);
    }
  }

  /** @returns {boolean} whether the next one may go */
  #refused(room, id, { code, retryAfter }) {
    const post = this.#outbox.posts.find((each) => each.id === id);
    // Another tab has sent or deleted it meanwhile.
    if (post?.state !== 'pending') return true;
    // Who speaks will be asked again.
    if (code === 'unauthenticated') return false;
    if (NO_LINE.has(code)) {
      this.#later(room, AGAIN);
      return false;
    }
    if (!LATER.has(code) || post.tries + 1 >= (TRIES[code] ?? Infinity)) {
      this.#outbox.update(id, { state: 'failed', code, until: undefined });
      return true;
    }
    const pause = retryAfter ? retryAfter * 1000 : PAUSE;
    this.#outbox.update(id, { code, until: Date.now() + pause, tries: post.tries + 1 });
    this.#later(room, pause);
    return false;
  }

  #later(room, millis) {
    clearTimeout(this.#timers.get(room));
    this.#timers.set(room, setTimeout(() => {
      this.#timers.delete(room);
      this.#sendNext(room);
    }, millis + 20));
  }
}

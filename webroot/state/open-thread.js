import { isKnown, quoted } from './messages.js';

/** The thread that is open beside the room. */
export class OpenThread {
  #layout;
  #session;
  #outbox;
  #changing;
  #timelines;
  #followers;

  /** @param {Pick<import('./chat.js').Chat, 'layout' | 'session' | 'outbox' | 'changing' | 'timelines' | 'followers'>} parts */
  constructor({ layout, session, outbox, changing, timelines, followers }) {
    this.#layout = layout;
    this.#session = session;
    this.#outbox = outbox;
    this.#changing = changing;
    this.#timelines = timelines;
    this.#followers = followers;
  }

  /** What it is to drafts and timelines. */
  get place() {
    return `${this.#layout.room}/${this.#layout.thread}`;
  }

  get timeline() {
    return this.#timelines.of(this.place);
  }

  /** Those of its window, and those of one's own that are in the log and not delivered yet, with what one has just done to them. */
  get messages() {
    const { room, thread } = this.#layout;
    const posts = this.#outbox.in(room).filter((post) => post.thread === thread);
    return this.#changing.over(room, this.timeline.with(posts, this.#session.user));
  }

  /** The thread that is meant, where this one has the number of one of its replies; else 0. */
  get meant() {
    const { thread } = this.#layout;
    return (thread && this.timeline.messages.find(({ seq }) => seq === thread)?.thread) || 0;
  }

  /** Whether nothing in it is left to answer. */
  get isOver() {
    return this.timeline.complete && this.messages.every(({ deleted }) => deleted);
  }

  /**
   * What is answered by what is written in it and answers no other message: the one that began it; the newest that is there, where that one is not, or nothing that is
   * loaded tells that it is.
   * @returns {import('./answering.js').Answered}
   */
  get answered() {
    const { messages, timeline } = this;
    const { room, thread } = this.#layout;
    const [loaded] = timeline.root ? this.#changing.over(room, [timeline.root]) : messages.filter(({ seq }) => seq === thread);
    const root = loaded ?? messages.map(({ reply }) => reply).find((reply) => reply?.seq === thread && isKnown(reply));
    const isThere = root && !root.deleted && !('hidden' in root);
    const meant = isThere ? root : messages.findLast(({ deleted }) => !deleted);
    return { ...(meant ? quoted(/** @type {import('./messages.js').Message} */ (meant)) : { seq: thread }), thread };
  }

  /** @param {import('./outbox.js').Post} post one's own @returns {boolean} whether this thread shows it, and has not got it yet */
  awaits({ id, room, thread }) {
    if (!thread || room !== this.#layout.room || thread !== this.#layout.thread || !this.timeline.loaded) return false;
    return !this.timeline.messages.some((message) => message.id === id && this.#session.isMe(message.user));
  }

  /** @param {string} room @param {any} body as it is delivered to the room */
  deliver(room, body) {
    if (!this.#layout.thread || room !== this.#layout.room) return;
    this.timeline.deliver(body);
    this.follow();
  }

  /** Loads what there is of it, or what has come since. */
  async follow() {
    const { place } = this;
    await this.#timelines.thread(place);
    if (place !== this.place) return;
    this.#timelines.quote(place);
    this.#followers.lookBy(this.messages[0]?.seq);
  }
}

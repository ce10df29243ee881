import { freshClientId } from './client-id.js';
import { Observable } from './observable.js';

const LOOK_SPREAD = 1_500;
/** Followers are members. */
const GONE = new Set(['leave', 'remove', 'ban']);

/** Who follows the thread that is open, and what one says about that oneself. */
export class Followers extends Observable {
  /** '' while none is open. */
  room = '';
  /** The number of the message that began it. */
  thread = 0;
  /** False as long as it is not known, and beside an older node. */
  isKnown = false;
  count = 0;
  /** The first of them. @type {import('./messages.js').User[]} */
  users = [];
  /** Whether one is among them. */
  following = false;
  #line;
  /** A message of the thread by which one asks. */
  #seq = 0;
  /** Whose messages have been asked about. */
  #authors = new Set();
  #soon = 0;
  /** Another object for each loading. */
  #load = {};

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** What is known already stays until the answer is there. @param {string} room @param {number} thread 0 for none */
  async look(room, thread) {
    const load = (this.#load = {});
    clearTimeout(this.#soon);
    this.#soon = 0;
    if (room !== this.room || thread !== this.thread) this.#enter(room, thread);
    this.changed();
    if (!thread) return;
    const answer = await this.#line.ask('chat.followers', { room, seq: this.#seq }).catch(() => null);
    if (load !== this.#load || !answer) return;
    Object.assign(this, answer, { isKnown: true });
    this.changed();
  }

  /** What began it may be from before one came: then any message of it that one sees will do. @param {number} [seq] */
  async lookBy(seq) {
    if (!seq || !this.thread || this.isKnown || seq === this.#seq) return;
    this.#seq = seq;
    await this.look(this.room, this.thread);
  }

  /** None is open any more. */
  forget() {
    this.look('', 0);
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    if (this.thread && room === this.room && events.some((event) => this.#concerns(event))) this.#lookSoon();
  }

  /** Not all who look at it ask in the same instant. */
  #lookSoon() {
    this.#soon ||= setTimeout(() => this.look(this.room, this.thread), Math.random() * LOOK_SPREAD);
  }

  #enter(room, thread) {
    Object.assign(this, { room, thread, isKnown: false, count: 0, users: [], following: false });
    this.#seq = thread;
    this.#authors.clear();
  }

  /**
   * @param {string} room @param {number} seq of any message of the thread @param {boolean} on whether one follows it from now on
   * @returns {Promise<void>} rejects with a refusal
   */
  async say(room, seq, on) {
    await this.#line.ask('chat.follow', { room, seq, id: freshClientId(), on });
    await this.look(this.room, this.thread);
  }

  /** Somebody says that they follow it or do not, writes in it for the first time, or is in the room no longer. @param {import('./messages.js').Event} event */
  #concerns({ type, user, whom = user, ref, thread = ref }) {
    if (GONE.has(type)) return this.users.some(({ id }) => id === whom.id) || this.count > this.users.length;
    if (thread !== this.thread) return false;
    if (type !== 'message') return type === 'follow' || type === 'unfollow';
    const isFirst = !this.users.some(({ id }) => id === user.id) && !this.#authors.has(user.id);
    this.#authors.add(user.id);
    return isFirst;
  }
}

import { freshClientId } from './client-id.js';
import { Observable } from './observable.js';

/** Who follows the thread that is open, and what one says about that oneself. */
export class Followers extends Observable {
  /** '' while none is open. */
  room = '';
  /** The number of the message that began it. */
  thread = 0;
  /** False as long as it is not known, and beside a node of the release before. */
  isKnown = false;
  count = 0;
  /** The first of them. @type {import('./messages.js').User[]} */
  users = [];
  /** Whether one is among them. */
  following = false;
  #line;
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
    if (room !== this.room || thread !== this.thread) Object.assign(this, { room, thread, isKnown: false, count: 0, users: [], following: false });
    this.changed();
    if (!thread) return;
    const answer = await this.#line.ask('chat.followers', { room, seq: thread }).catch(() => null);
    if (load !== this.#load || !answer) return;
    Object.assign(this, answer, { isKnown: true });
    this.changed();
  }

  /** None is open any more. */
  forget() {
    this.look('', 0);
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    if (this.thread && room === this.room && events.some((event) => this.#concerns(event))) this.look(this.room, this.thread);
  }

  /**
   * @param {string} room @param {number} seq of any message of the thread @param {boolean} on whether one follows it from now on
   * @returns {Promise<void>} rejects with a refusal
   */
  async say(room, seq, on) {
    await this.#line.ask('chat.follow', { room, seq, id: freshClientId(), on });
    await this.look(this.room, this.thread);
  }

  /** Somebody says that they follow it or do not, or writes in it for the first time. @param {import('./messages.js').Event} event */
  #concerns({ type, user, ref, thread = ref }) {
    if (thread !== this.thread) return false;
    return type === 'follow' || type === 'unfollow' || (type === 'message' && !this.users.some(({ id }) => id === user.id));
  }
}

import { freshClientId } from './client-id.js';
import { isOfMembers, placeBy } from './membership.js';
import { Observable } from './observable.js';
import { allPages } from './people-pages.js';

/** @typedef {{ user: import('./messages.js').User, role: import('./rooms.js').Role }} Member */

/** Who is in the room that one looks at the members of, and what one does about that. */
export class Members extends Observable {
  /** '' while nobody looks. */
  room = '';
  isKnown = false;
  /** @type {{ code: string } | null} why they could not be loaded */
  problem = null;
  #line;
  /** @type {Map<string, Member>} */
  #all = new Map();
  /** Another object for each loading. */
  #load = {};
  /** What happened while they were loaded. @type {import('./messages.js').Event[]} */
  #news = [];

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** @returns {Member[]} */
  get all() {
    return [...this.#all.values()];
  }

  /** @param {string} user */
  has(user) {
    return this.#all.has(user);
  }

  /** Loads those of a room. @param {string} room '' for none */
  async look(room) {
    const load = (this.#load = {});
    Object.assign(this, { room, isKnown: false, problem: null });
    this.#all = new Map();
    this.#news = [];
    this.changed();
    if (!room) return;
    try {
      const members = await allPages(this.#line, 'chat.members', room, ({ members }) => members, () => load === this.#load);
      if (load === this.#load) this.#come(members);
    } catch (problem) {
      if (load === this.#load) this.problem = problem;
    }
    this.changed();
  }

  /** Nobody looks any more. */
  forget() {
    this.look('');
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    const news = room === this.room ? events.filter(isOfMembers) : [];
    if (!news.length) return;
    if (!this.isKnown) this.#news.push(...news);
    else news.forEach((event) => this.#apply(event));
    this.changed();
  }

  /**
   * One after another, to the room that one looks at now, whatever one looks at when the last of them is in.
   * @param {import('./messages.js').User[]} users @param {(user: import('./messages.js').User) => void} [invited] one is in, while one still looks there
   * @returns {Promise<void>} rejects with the first refusal, as those below do
   */
  async invite(users, invited = () => {}) {
    const { room } = this;
    for (const user of users) {
      await this.#do('chat.invite', room, user);
      if (room !== this.room) continue;
      this.#put({ user, role: this.#all.get(user.id)?.role ?? 'member' });
      invited(user);
    }
  }

  /** @param {import('./messages.js').User} user */
  async remove(user) {
    const { room } = this;
    await this.#do('chat.remove', room, user);
    if (room !== this.room) return;
    this.#all.delete(user.id);
    this.changed();
  }

  /** Also who is no member. @param {import('./messages.js').User} user @param {string} [room] */
  async ban(user, room = this.room) {
    await this.#do('chat.ban', room, user);
    if (room !== this.room) return;
    this.#all.delete(user.id);
    this.changed();
  }

  /** @param {import('./messages.js').User} user @param {import('./rooms.js').Role} role */
  async give(user, role) {
    const { room } = this;
    await this.#do('chat.role', room, user, { role });
    if (room === this.room) this.#put({ user, role });
  }

  #come(members) {
    this.isKnown = true;
    for (const member of members) this.#all.set(member.user.id, member);
    this.#news.splice(0).forEach((event) => this.#apply(event));
  }

  #apply(event) {
    const { user, whom = user } = event;
    const place = placeBy(event);
    if (place === 'out') this.#all.delete(whom.id);
    else if (place) this.#all.set(whom.id, { user: whom, role: place });
  }

  #do(address, room, { id: user }, more = {}) {
    return this.#line.ask(address, { room, user, id: freshClientId(), ...more });
  }

  #put(member) {
    this.#all.set(member.user.id, member);
    this.changed();
  }
}

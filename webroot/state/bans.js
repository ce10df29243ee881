import { freshClientId } from './client-id.js';
import { Observable } from './observable.js';
import { allPages } from './people-pages.js';

/** @typedef {{ user: import('./messages.js').User, by: import('./messages.js').User, at: string }} Ban */

/** Who is banned from the room that one looks at the bans of, for who keeps order there. */
export class Bans extends Observable {
  /** '' while nobody looks. */
  room = '';
  isKnown = false;
  /** @type {{ code: string } | null} why they could not be loaded */
  problem = null;
  #line;
  /** @type {Map<string, Ban>} */
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

  /** @returns {Ban[]} */
  get all() {
    return [...this.#all.values()];
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
      const bans = await allPages(this.#line, 'chat.bans', room, ({ bans }) => bans, () => load === this.#load);
      if (load === this.#load) this.#come(bans);
    } catch (problem) {
      // A node of the release before knows of none.
      if (load === this.#load && problem.code !== 'unknown_address') this.problem = problem;
    }
    this.changed();
  }

  /** Nobody looks any more. */
  forget() {
    this.look('');
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    const news = room === this.room ? events.filter(({ type }) => type === 'ban' || type === 'unban') : [];
    if (!news.length) return;
    if (!this.isKnown) this.#news.push(...news);
    else news.forEach((event) => this.#apply(event));
    this.changed();
  }

  /** @param {import('./messages.js').User} user @returns {Promise<void>} rejects with a refusal */
  async lift({ id }) {
    const { room } = this;
    await this.#line.ask('chat.unban', { room, user: id, id: freshClientId() });
    if (room !== this.room) return;
    this.#all.delete(id);
    this.changed();
  }

  #come(bans) {
    this.isKnown = true;
    for (const ban of bans) this.#all.set(ban.user.id, ban);
    this.#news.splice(0).forEach((event) => this.#apply(event));
  }

  #apply({ type, user, whom, at }) {
    if (type === 'ban') this.#all.set(whom.id, { user: whom, by: user, at });
    else this.#all.delete(whom.id);
  }
}

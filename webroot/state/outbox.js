import { freshClientId } from './client-id.js';
import { Observable } from './observable.js';

/**
 * A message on its way. `sent`: acknowledged, but not yet delivered back in its place.
 * @typedef {{ room: string, id: string, text: string, at: string, state: 'pending' | 'sent' | 'failed',
 *   code?: string, until?: number, tries: number, seq?: number }} Post
 */

/** Own messages until they come back as events. Survives a reload, with the same client ids, so that none is lost or doubled. */
export class Outbox extends Observable {
  /** @type {Post[]} in the order in which they were written */
  posts = [];
  #memory;
  #key = '';

  /** @param {import('./memory.js').Memory} memory one tab's own, or tabs would overwrite each other */
  constructor(memory) {
    super();
    this.#memory = memory;
  }

  /** @param {string} user @param {string} epoch posts for one store never go to another */
  of(user, epoch) {
    const key = `outbox.${user}.${epoch}`;
    if (key === this.#key) return;
    this.#key = key;
    this.posts = this.#memory.get(key, []).map((post) => ({ ...post, tries: 0, until: undefined }));
    this.changed();
  }

  /** @param {string} room @param {string} text @returns {Post} */
  add(room, text) {
    const post = { room, id: freshClientId(), text, at: new Date().toISOString(), state: /** @type {const} */ ('pending'), tries: 0 };
    this.posts = [...this.posts, post];
    this.#keep();
    return post;
  }

  /** @param {string} room @returns {Post[]} */
  in(room) {
    return this.posts.filter((post) => post.room === room);
  }

  /** @param {string} room @returns {Post | undefined} the one whose turn it is */
  next(room) {
    return this.posts.find((post) => post.room === room && post.state === 'pending');
  }

  get rooms() {
    return new Set(this.posts.map(({ room }) => room));
  }

  /** @param {string} id @param {Partial<Post>} change */
  update(id, change) {
    this.posts = this.posts.map((post) => (post.id === id ? { ...post, ...change } : post));
    this.#keep();
  }

  /** @param {string} id */
  retry(id) {
    this.update(id, { state: 'pending', code: undefined, until: undefined, tries: 0 });
  }

  /** @param {string[]} ids posts that have arrived, or are not wanted any more */
  drop(ids) {
    if (!this.posts.some(({ id }) => ids.includes(id))) return;
    this.posts = this.posts.filter(({ id }) => !ids.includes(id));
    this.#keep();
  }

  #keep() {
    this.#memory.set(this.#key, this.posts.filter(({ state }) => state !== 'sent'));
    this.changed();
  }
}

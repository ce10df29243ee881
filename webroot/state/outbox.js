import { freshClientId } from './client-id.js';
import { Observable } from './observable.js';

/** Messages of one person that wait at the same time. */
export const ROOM_FOR = 200;

/**
 * A message on its way. `sent`: acknowledged, but not yet delivered back in its place. `order` rises with the time of writing, in all tabs.
 * `kept`: whether it outlives this tab; undefined as long as that is not known. `foreign`: another tab is at it.
 * `reply`: what it answers, in the thread of that number.
 * @typedef {{ room: string, id: string, user: string, text: string, at: string, order: number, state: 'pending' | 'sent' | 'failed',
 *   code?: string, until?: number, tries: number, seq?: number, kept?: boolean, foreign?: boolean,
 *   reply?: import('./messages.js').Quote, thread?: number, mentions?: import('./mentions.js').Mention[] }} Post
 */

/**
 * Own messages until they come back as events: on disk, so that they outlive tab and browser, and the same in all tabs. Each keeps its client
 * id, which makes it once whichever tab sends it. Nobody ever sees those of another person.
 */
export class Outbox extends Observable {
  /** @type {Post[]} in the order in which they were written */
  posts = [];
  /** Whether what is written outlives this tab. */
  lasting = true;
  #disk;
  #tabs;
  #user = '';
  /** @type {Promise<void>} */
  #read = Promise.resolve();
  /** Posts that went while the disk is read. @type {Set<string> | null} */
  #gone = null;
  /** When another tab was last heard to be at the posts of a room. @type {Map<string, number>} */
  #heard = new Map();

  /** @param {import('./unsent.js').Unsent} disk @param {import('./tabs.js').Tabs} tabs */
  constructor(disk, tabs) {
    super();
    this.#disk = disk;
    this.#tabs = tabs;
    tabs.hear('outbox', (news) => news.user === this.#user && this.#hear(news));
  }

  /** @param {string} user whose posts; '' for nobody's @returns {Promise<void>} when those on disk are known */
  of(user) {
    if (user !== this.#user) {
      this.#user = user;
      this.posts = [];
      this.#gone = null;
      this.#heard.clear();
      this.#read = user ? this.readAgain() : Promise.resolve();
      this.changed();
    }
    return this.#read;
  }

  /** Reads what is on disk: other tabs may have written or sent while this one could not hear. */
  async readAgain() {
    const user = this.#user;
    const gone = (this.#gone = new Set());
    const kept = await this.#disk.of(user).catch(() => null);
    if (gone !== this.#gone) return;
    this.#gone = null;
    this.lasting = kept !== null;
    const here = this.posts.filter((post) => !kept || !post.kept || post.state === 'sent');
    const known = new Set(here.map(({ id }) => id));
    const read = (kept ?? []).filter(({ id }) => !known.has(id) && !gone.has(id));
    this.#become([...here, ...read.map((post) => ({ ...post, kept: true, tries: 0 }))]);
  }

  /**
   * @param {string} room @param {string} text @param {import('./answering.js').Answered | null} [answered] @param {import('./mentions.js').Mention[]} [mentions]
   * @returns {Post | null} null when too many wait already
   */
  add(room, text, answered = null, mentions = []) {
    if (this.unsent.length >= ROOM_FOR) return null;
    const order = Math.max(Date.now(), (this.posts.at(-1)?.order ?? 0) + 1);
    const { thread, ...reply } = answered ?? {};
    const post = {
      room, id: freshClientId(), user: this.#user, text, at: new Date().toISOString(), order, state: /** @type {const} */ ('pending'), tries: 0,
      ...(answered && { reply: /** @type {import('./messages.js').Quote} */ (reply), thread }), ...(mentions.length && { mentions }),
    };
    this.#put(post);
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

  /** @param {string} room @returns {number} when another tab was last at it; 0: never */
  heardOf(room) {
    return this.#heard.get(room) ?? 0;
  }

  get rooms() {
    return new Set(this.posts.map(({ room }) => room));
  }

  /** Those that would be lost with the person. */
  get unsent() {
    return this.posts.filter(({ state }) => state !== 'sent');
  }

  /** Whether something would go with this tab, or may: for a moment that is not known. */
  get fleeting() {
    return this.unsent.some(({ kept }) => !kept);
  }

  /** @param {string} room whether something written there is still to be sent */
  waitsIn(room) {
    return this.next(room) !== undefined;
  }

  /** @param {string} id @param {Partial<Post>} change */
  update(id, change) {
    const post = this.posts.find((each) => each.id === id);
    if (post) this.#put({ ...post, ...change });
  }

  /** It is in the log: what is on disk has served. @param {string} id @param {{ seq: number, at: string }} place */
  sent(id, place) {
    this.#tellSent(id, place);
    this.#isSent(id, place);
  }

  /** @param {string} id */
  retry(id) {
    this.update(id, { state: 'pending', code: undefined, until: undefined, tries: 0 });
  }

  /** What it answered is gone: it goes as a message of its own. @param {string} id */
  sendAlone(id) {
    this.update(id, { reply: undefined, thread: undefined });
    this.retry(id);
  }

  /** The log was replaced: what had not come back may not be in the new one, and its id makes it once. @param {string} room */
  sendAgain(room) {
    for (const { id, state } of this.in(room)) if (state === 'sent') this.update(id, { state: 'pending', seq: undefined });
  }

  /** They have their place in this tab; each tab finds that out for itself. @param {{ id: string, seq: number, at: string }[]} posts */
  settle(posts) {
    const settled = new Map(posts.map((post) => [post.id, post]));
    if (!settled.size) return;
    for (const { id, state } of this.posts) if (settled.has(id) && state !== 'sent') this.#tellSent(id, settled.get(id));
    this.#become(this.posts.filter(({ id }) => !settled.has(id)));
  }

  /** @param {string[]} ids posts that are not wanted any more @param {string} [user] whose */
  drop(ids, user = this.#user) {
    this.#forget(ids);
    this.#tabs.tell('outbox', { user, gone: ids });
    this.#become(this.posts.filter(({ id }) => !ids.includes(id)));
  }

  /** Nothing is left of a person who may have gone already. @param {string} user */
  async clear(user) {
    const kept = await this.#disk.of(user).catch(() => []);
    const theirs = [...kept, ...this.posts].filter((post) => post.user === user);
    this.drop(theirs.map(({ id }) => id), user);
  }

  #put(post) {
    const { room, id, user, text, at, order, state, code, reply, thread, mentions } = post;
    this.#become([...this.posts.filter((each) => each.id !== id), { ...post, foreign: false }]);
    this.#tabs.tell('outbox', { user, put: post });
    this.#disk.put({ room, id, user, text, at, order, state, code, reply, thread, mentions }).then(() => this.#isKept(id, true), () => this.#isKept(id, false));
  }

  #isKept(id, kept) {
    const post = this.posts.find((each) => each.id === id);
    if (!post || post.kept === kept) return;
    this.lasting = kept;
    this.#become(this.posts.map((each) => (each === post ? { ...post, kept } : each)));
  }

  #tellSent(id, { seq, at }) {
    this.#forget([id]);
    this.#tabs.tell('outbox', { user: this.#user, sent: id, seq, at });
  }

  #isSent(id, { seq, at }) {
    this.#become(this.posts.map((post) => (post.id === id ? { ...post, state: 'sent', seq, at, code: undefined, until: undefined } : post)));
  }

  /** What another tab did. */
  #hear({ put, sent, seq, at, gone }) {
    const touched = put?.room ?? this.posts.find(({ id }) => id === sent)?.room;
    if (touched) this.#heard.set(touched, Date.now());
    this.#forget(gone ?? (sent ? [sent] : []));
    if (put) this.#become([...this.posts.filter(({ id }) => id !== put.id), { ...put, kept: undefined, foreign: true }]);
    if (sent) this.#isSent(sent, { seq, at });
    if (gone) this.#become(this.posts.filter(({ id }) => !gone.includes(id)));
  }

  /** Also when another tab has done so: what this one wrote last may have come to the disk afterwards. */
  #forget(ids) {
    if (ids.length) this.#disk.remove(ids).catch(() => {});
    for (const id of ids) this.#gone?.add(id);
  }

  #become(posts) {
    this.posts = posts.sort((a, b) => a.order - b.order);
    this.changed();
  }
}

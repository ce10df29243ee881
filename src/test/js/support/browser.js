import { Tabs } from '#page/state/tabs.js';

/** A storage area. */
export class Area {
  #items = new Map();
  isForbidden = false;

  getItem(key) {
    this.#check();
    return this.#items.get(key) ?? null;
  }

  setItem(key, value) {
    this.#check();
    this.#items.set(key, value);
  }

  removeItem(key) {
    this.#check();
    this.#items.delete(key);
  }

  #check() {
    if (this.isForbidden) throw new Error('forbidden');
  }
}

/** What Unsent is to the outbox, for all tabs of a browser. */
export class Disk {
  posts = new Map();
  isDenied = false;

  async of(user) {
    this.#check();
    return structuredClone([...this.posts.values()].filter((post) => post.user === user));
  }

  async put(post) {
    this.#check();
    this.posts.set(post.id, structuredClone(post));
  }

  async remove(ids) {
    this.#check();
    ids.forEach((id) => this.posts.delete(id));
  }

  #check() {
    if (this.isDenied) throw new Error('denied');
  }
}

/** The tabs of a browser: what one tells the others hear at once. */
export class Street {
  #channels = new Set();

  tab() {
    const channels = this.#channels;
    const channel = {
      onmessage: null,
      postMessage: (data) => [...channels].filter((each) => each !== channel).forEach((each) => each.onmessage?.({ data: structuredClone(data) })),
      close: () => channels.delete(channel),
    };
    channels.add(channel);
    return Object.assign(new Tabs(/** @type {any} */ (channel)), { close: channel.close });
  }
}

/** Numbers between 0 and 1 that come again with the seed. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

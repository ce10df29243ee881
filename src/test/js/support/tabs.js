import { AsyncLocalStorage } from 'node:async_hooks';
import { Clock, settle } from './clock.js';

const running = new AsyncLocalStorage();

/**
 * Tabs of one browser: channels and locks between them, a clock for all. What a tab begins runs in that tab; while it is frozen, its timers and messages
 * wait, and its locks stay its own.
 */
export class Browser {
  clock = Clock.install();
  channels = new Set();
  #holder = null;
  #queue = [];

  /** @param {{ locks?: boolean }} [has] */
  constructor({ locks = true } = {}) {
    const browser = this;
    globalThis.BroadcastChannel = /** @type {any} */ (class extends Channel {
      constructor(name) {
        super(name, browser);
      }
    });
    this.clock.enter = (call) => {
      const tab = running.getStore();
      return () => (tab ? tab.run(call) : call());
    };
    const value = locks ? { locks: { request: (name, how, granted) => this.#request(how, granted) } } : {};
    Object.defineProperty(globalThis, 'navigator', { value, configurable: true });
  }

  tab() {
    return new Tab(this);
  }

  /** @param {Tab} tab */
  takeBack(tab) {
    this.#queue = this.#queue.filter((each) => each.tab !== tab);
    if (this.#holder?.tab === tab) this.#holder = null;
    this.#next();
  }

  #request({ signal, steal }, granted) {
    return new Promise((resolve, reject) => {
      const tab = running.getStore();
      const request = { tab, granted, resolve, reject: () => tab.run(() => reject(abortion())), run: (call) => tab.run(call) };
      signal?.addEventListener('abort', () => {
        this.#queue = this.#queue.filter((each) => each !== request);
        if (this.#holder !== request) request.reject();
      });
      if (steal && this.#holder) {
        const before = this.#holder;
        this.#holder = null;
        before.reject();
      }
      if (steal) this.#queue.unshift(request);
      else this.#queue.push(request);
      this.#next();
    });
  }

  #next() {
    if (this.#holder || !this.#queue.length) return;
    const request = (this.#holder = this.#queue.shift());
    request.run(() => Promise.resolve().then(request.granted).then((value) => {
      request.resolve(value);
      if (this.#holder !== request) return;
      this.#holder = null;
      this.#next();
    }));
  }
}

class Tab {
  isFrozen = false;
  #waiting = new Set();
  #browser;

  constructor(browser) {
    this.#browser = browser;
  }

  run(call) {
    if (this.isFrozen) {
      this.#waiting.add(call);
      return undefined;
    }
    return running.run(this, call);
  }

  freeze() {
    this.isFrozen = true;
  }

  /** It ends without a word; the browser takes back what it held. */
  async crash() {
    this.isFrozen = true;
    this.#browser.takeBack(this);
    await settle();
  }

  async thaw() {
    this.isFrozen = false;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const call of waiting) running.run(this, call);
    await settle();
  }
}

class Channel {
  onmessage = null;
  #name;
  #browser;
  #tab = running.getStore();

  constructor(name, browser) {
    this.#name = name;
    this.#browser = browser;
    browser.channels.add(this);
  }

  postMessage(message) {
    if (!this.#browser.channels.has(this)) throw new Error('InvalidStateError');
    const data = structuredClone(message);
    for (const other of this.#browser.channels) if (other !== this && other.#name === this.#name) queueMicrotask(() => other.#hear(data));
  }

  close() {
    this.#browser.channels.delete(this);
  }

  #hear(data) {
    this.#tab.run(() => this.onmessage?.({ data }));
  }
}

const abortion = () => Object.assign(new Error('aborted'), { name: 'AbortError' });

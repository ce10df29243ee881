import { Observable } from './observable.js';

/** Messages kept and rendered of one room; more can always be loaded at either end. */
export const WINDOW = 400;

/** @typedef {{ seq: number, type: string, id: string, user: { id: string, name: string }, text: string, at: string }} Event */

/** A gapless window of one room's events, and the cursor up to which deliveries were received. Only sequence numbers decide. */
export class Timeline extends Observable {
  /** @type {Event[]} in rising order, without a hole */
  events = [];
  head = 0;
  /** @type {number | null} null until the room was first heard of */
  cursor = null;
  epoch = '';
  loaded = false;
  /** @type {'' | 'all' | 'older' | 'newer'} */
  loading = '';
  /** @type {{ code: string } | null} why the last loading failed */
  problem = null;
  /** @type {number | null} the "new messages" line stands after this number */
  marker = null;
  /** Whether the reader is at the bottom: then the window moves on with what arrives. */
  following = true;
  /** Rises with every change, so that a view can tell cheaply. */
  version = 0;

  get first() {
    return this.events[0]?.seq ?? this.head + 1;
  }

  get last() {
    return this.events.at(-1)?.seq ?? 0;
  }

  get complete() {
    return this.loaded && this.first <= 1;
  }

  /** Whether the window reaches to the newest event. */
  get attached() {
    return this.loaded && this.last >= this.head;
  }

  /**
   * @param {{ epoch: string, head: number, events?: Event[], reset?: boolean }} body
   * @returns {Event[]} those that were not known before
   */
  deliver({ epoch, head, events = [], reset }) {
    if (reset) this.clear();
    const fresh = this.cursor === null ? events : events.filter(({ seq }) => seq > this.cursor);
    const keep = this.attached && (this.following || this.events.length < WINDOW);
    // A page read from the store may have been ahead of the deliveries.
    if (keep) this.#join(fresh.filter(({ seq }) => seq > this.last), 'end');
    this.epoch = epoch ?? this.epoch;
    this.head = Math.max(this.head, head ?? 0, fresh.at(-1)?.seq ?? 0);
    this.cursor = Math.max(this.cursor ?? 0, fresh.at(-1)?.seq ?? (this.cursor === null || reset ? head : 0));
    this.touch();
    return fresh;
  }

  /** @param {{ epoch: string, head: number, events: Event[] }} page replaces the window */
  fill({ epoch, head, events }) {
    Object.assign(this, { events: [], epoch, head: Math.max(this.head, head), loaded: true });
    this.#join(events, 'end');
    this.cursor ??= Math.max(head, this.last);
    this.touch();
  }

  /** @param {{ events: Event[] }} page directly before the window */
  prepend({ events }) {
    this.#join(events, 'start');
    this.touch();
  }

  /** @param {{ head: number, events: Event[] }} page directly after the window */
  append({ head, events }) {
    this.#join(events.filter(({ seq }) => seq > this.last), 'end');
    this.head = Math.max(this.head, head);
    this.touch();
  }

  /** Forgets everything but the room itself. */
  clear() {
    Object.assign(this, { events: [], head: 0, cursor: null, loaded: false, loading: '', problem: null, marker: null });
    this.touch();
  }

  /** @param {number | null} seq */
  mark(seq) {
    this.marker = seq;
    this.touch();
  }

  touch() {
    this.version++;
    this.changed();
  }

  /** The far end gives way when the window is full. */
  #join(events, end) {
    if (end === 'end') this.events = [...this.events, ...events].slice(-WINDOW);
    else this.events = [...events, ...this.events].slice(0, WINDOW);
  }
}

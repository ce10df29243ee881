import { Observable } from './observable.js';

/** Messages kept and rendered of one room; more can always be loaded at either end. */
export const WINDOW = 400;

/** What is kept of a window that grew too long below: what goes at its top moves everything else, which is not worth it for each message. */
const CUT = 300;

/** @typedef {{ seq: number, type: string, id: string, user: { id: string, name: string }, text: string, at: string }} Event */

/**
 * A gapless window of one room's events, and the cursor up to which deliveries were received. Only sequence numbers decide: what does not
 * join the window directly is left out, and loaded when one comes there.
 */
export class Timeline extends Observable {
  /** @type {Event[]} in rising order, without a hole */
  events = [];
  head = 0;
  /** @type {number | null} null until the room was first heard of */
  cursor = null;
  epoch = '';
  loaded = false;
  /** The loading that goes on. One that was given up for another is told by its being another object. @type {{ what: 'all' | 'latest' | 'sought' | 'older' | 'newer' } | null} */
  load = null;
  /** Why the last loading failed, and what it was to load. @type {{ code: string, what: 'all' | 'latest' | 'sought' | 'older' | 'newer' } | null} */
  problem = null;
  /** @type {number | null} the "new messages" line stands after this number */
  marker = null;
  /** Whether the reader is at the bottom: then the window moves on with what arrives. */
  following = true;
  /** Whether the reader wants to be at the bottom, where the newest messages may not be loaded yet. */
  wantsLatest = false;
  /** @type {number | null} the message that the reader looks for, until it is in view or the reader goes elsewhere */
  sought = null;
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

  get loading() {
    return this.load?.what ?? '';
  }

  /**
   * @param {{ epoch: string, head: number, events?: Event[], reset?: boolean }} body of another epoch, it begins anew as with a reset
   * @returns {Event[]} those that were not known before
   */
  deliver({ epoch, head, events = [], reset }) {
    if (reset || this.#isOther(epoch)) this.clear();
    const fresh = this.cursor === null ? events : events.filter(({ seq }) => seq > this.cursor);
    if (this.attached) this.#follow(fresh);
    this.#reach({
      epoch: epoch ?? this.epoch,
      head: Math.max(this.head, head ?? 0, fresh.at(-1)?.seq ?? 0),
      cursor: Math.max(this.cursor ?? 0, fresh.at(-1)?.seq ?? (this.cursor === null ? head : 0)),
    });
    return fresh;
  }

  /** @param {{ epoch: string, head: number, events: Event[] }} page replaces the window */
  fill({ epoch, head, events }) {
    if (this.#isOther(epoch)) this.clear();
    Object.assign(this, { events: events.slice(-WINDOW), epoch, head: Math.max(this.head, head), loaded: true });
    this.cursor ??= Math.max(head, this.last);
    this.touch();
  }

  /** @param {{ epoch?: string, events: Event[] }} page before the window; it counts only if it joins it */
  prepend({ epoch, events }) {
    const before = events.filter(({ seq }) => seq < this.first);
    if (this.#isOther(epoch) || before.at(-1)?.seq !== this.first - 1) return;
    this.events = [...before, ...this.events].slice(0, WINDOW);
    this.touch();
  }

  /**
   * @param {{ epoch?: string, head: number, events: Event[] }} page after the window; it counts as far as it joins it. When nothing does, the
   *   log is shorter than it was.
   */
  append({ epoch, head, events }) {
    if (this.#isOther(epoch)) return;
    const next = this.#joining(events);
    this.head = next.length ? Math.max(this.head, head) : Math.max(this.last, head);
    this.events = [...this.events, ...next].slice(-WINDOW);
    this.touch();
  }

  /** Forgets everything but the room itself, also what is on its way to be loaded. */
  clear() {
    Object.assign(this, { events: [], head: 0, cursor: null, loaded: false, load: null, problem: null, marker: null, sought: null });
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

  /** Who is here, or types, comes without news of the log. */
  #reach(place) {
    const isNews = Object.keys(place).some((what) => this[what] !== place[what]);
    Object.assign(this, place);
    if (isNews) this.touch();
  }

  /** A full window moves on with a reader who follows, a step at a time. For one who reads further up it stays, and ends before the newest. */
  #follow(events) {
    const next = this.#joining(events);
    const all = [...this.events, ...next];
    if (this.following) this.events = all.length > WINDOW ? all.slice(-CUT) : all;
    else this.events = [...this.events, ...next.slice(0, WINDOW - this.events.length)];
  }

  /** What comes directly after the window. */
  #joining(events) {
    const after = events.filter(({ seq }) => seq > this.last);
    return after.filter(({ seq }, index) => seq === this.last + 1 + index);
  }

  #isOther(epoch) {
    return Boolean(this.epoch && epoch && epoch !== this.epoch);
  }
}

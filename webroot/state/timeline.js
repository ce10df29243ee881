import { notesWithin } from './membership.js';
import { acknowledged, changed, isKnown, posted, quoted } from './messages.js';
import { Observable } from './observable.js';

/** Messages kept and rendered of one room; more can always be loaded at either end. */
export const WINDOW = 400;

/** What is kept of a window that grew too long below: what goes at its top moves everything else, which is not worth it for each message. */
const CUT = 300;

/** Of what was delivered lately, which a page that is older than it does not know. */
const CHANGES_KEPT = 500;

/**
 * @typedef {import('./messages.js').Event} Event
 * @typedef {import('./messages.js').Message} Message
 * @typedef {{ epoch?: string, head: number, first: number, last: number, floor?: number, messages: Message[], changes?: Event[], notes?: Event[] }} Page the messages of a part of the log,
 *   from `first` to `last`, as they were at `head`, and what became of who is in the room; nothing is there before `floor`, by which one has come
 */

/**
 * The messages of a part of the log of one room, or of one of its threads, without a hole, as they are, and the cursor up to which deliveries were received. Only sequence numbers
 * decide: what does not join the window directly is left out, and loaded when one comes there.
 */
export class Timeline extends Observable {
  /** Those of the window, in rising order. @type {Message[]} */
  messages = [];
  /** Of a thread, what began it, where that is further up than the window and was asked for. @type {Message | undefined} */
  root = undefined;
  /** Who came, went or became something, of the same part of the log, in rising order. @type {Event[]} */
  notes = [];
  /** The numbers between which the window knows all of the log. */
  first = 1;
  last = 0;
  head = 0;
  /** The number of the event by which one has come and before which one sees nothing; 0 where one sees all. */
  floor = 0;
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

  #me;
  #thread;
  /** The newest events that are about other messages. @type {Event[]} */
  #changes = [];

  /** @param {() => string | undefined} [me] id of who looks @param {number} [thread] the message that began it, and its replies alone; 0 for all of the room */
  constructor(me = () => undefined, thread = 0) {
    super();
    this.#me = me;
    this.#thread = thread;
  }

  get complete() {
    return this.loaded && this.first <= 1;
  }

  /** Whether the window reaches to the newest event. */
  get attached() {
    return this.loaded && this.last >= this.head;
  }

  /** Whether it is not known what began the thread, which is further up than the window. What was before one came is not there. */
  get lacksRoot() {
    return this.#thread > 0 && this.#thread < this.first && this.floor <= this.#thread && !this.root;
  }

  /** The number of the first reply of which it is not known what it answers; 0 where there is none. */
  get unquoted() {
    return this.messages.find(isUnquoted)?.seq ?? 0;
  }

  get loading() {
    return this.load?.what ?? '';
  }

  /**
   * The messages, and after them those of one's own that have numbers already and come later. @param {import('./outbox.js').Post[]} posts @param {import('./messages.js').User} me
   * @returns {Message[]}
   */
  with(posts, me) {
    const coming = posts.filter(({ state, seq }) => state === 'sent' && seq > this.last);
    return coming.length ? [...this.messages, ...coming.map((post) => acknowledged(post, me, this.messages)).sort((one, other) => one.seq - other.seq)] : this.messages;
  }

  /**
   * @param {{ epoch: string, head: number, events?: Event[], reset?: boolean }} body of another epoch, it begins anew as with a reset
   * @returns {Event[]} those that were not known before
   */
  deliver({ epoch, head, events = [], reset }) {
    if (reset || this.#isOther(epoch)) this.clear();
    const fresh = this.cursor === null ? events : events.filter(({ seq }) => seq > this.cursor);
    if (this.attached) this.#follow(fresh);
    this.#note(fresh);
    this.#quote();
    this.#reach({
      epoch: epoch ?? this.epoch,
      head: Math.max(this.head, head ?? 0, fresh.at(-1)?.seq ?? 0),
      cursor: Math.max(this.cursor ?? 0, fresh.at(-1)?.seq ?? (this.cursor === null ? head : 0)),
    });
    return fresh;
  }

  /** This page is going to fill the window, unless another one is: what comes after it is to be delivered. @param {Page} page */
  expect({ epoch = this.epoch, head }) {
    if (this.loaded) return;
    if (this.#isOther(epoch)) this.clear();
    this.#reach({ epoch, cursor: head });
  }

  /** @param {Page} page replaces the window */
  fill(page) {
    if (this.#isOther(page.epoch)) this.clear();
    const messages = this.#asTheyAre(page);
    const kept = messages.slice(-WINDOW);
    Object.assign(this, { messages: kept, first: kept.length < messages.length ? kept[0].seq : page.first, last: page.last });
    Object.assign(this, { epoch: page.epoch, head: Math.max(this.head, page.head), floor: page.floor ?? 0, loaded: true });
    this.cursor ??= Math.max(page.head, this.last);
    this.#keepNotes(page.notes);
    this.touch();
  }

  /** @param {Page} page before the window; it counts only if it joins it */
  prepend(page) {
    if (this.#isOther(page.epoch) || page.first >= this.first || page.last < this.first - 1) return;
    const all = [...this.#asTheyAre(page).filter(({ seq }) => seq < this.first), ...this.messages];
    const kept = all.slice(0, WINDOW);
    Object.assign(this, { messages: kept, first: page.first, last: kept.length < all.length ? kept.at(-1).seq : this.last });
    this.#keepNotes(page.notes);
    this.touch();
  }

  /**
   * @param {Page} page after the window; it counts as far as it joins it. When nothing does, the log is shorter than it was.
   */
  append(page) {
    if (this.#isOther(page.epoch)) return;
    const isJoining = page.first <= this.last + 1 && page.last > this.last;
    this.head = isJoining ? Math.max(this.head, page.head) : Math.max(this.last, page.head);
    if (isJoining) this.#extend(this.#asTheyAre(page).filter(({ seq }) => seq > this.last), page.last, WINDOW);
    if (isJoining) this.#keepNotes(page.notes);
    this.touch();
  }

  /** @param {Page} page says what began the thread */
  begin(page) {
    if (this.#isOther(page.epoch)) return;
    this.root = this.#asTheyAre(page).find(({ seq }) => seq === this.#thread);
    this.touch();
  }

  /** @param {Page} page says what replies of the window answer */
  renew(page) {
    if (this.#isOther(page.epoch)) return;
    const told = new Map(this.#asTheyAre(page).map((message) => [message.seq, message]));
    this.messages = this.messages.map((message) => (isUnquoted(message) ? told.get(message.seq) ?? message : message));
    this.touch();
  }

  /** Forgets everything but the room itself, also what is on its way to be loaded. */
  clear() {
    Object.assign(this, { messages: [], root: undefined, notes: [], first: 1, last: 0, head: 0, cursor: null, loaded: false, load: null, problem: null, marker: null, sought: null });
    this.#changes = [];
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
    const next = events.filter(({ seq }) => seq > this.last).filter(({ seq }, index) => seq === this.last + 1 + index);
    const come = next.filter((event) => this.#isOurs(event));
    const room = this.following ? Infinity : WINDOW - this.messages.length;
    if (!next.length) return;
    const last = come.length > room ? come[room].seq - 1 : next.at(-1).seq;
    this.#extend(come.slice(0, room).map(posted), last, this.messages.length + come.length > WINDOW && this.following ? CUT : WINDOW);
    this.#keepNotes(next);
  }

  /** @param {Message[]} messages that follow the window @param {number} last up to where the log is known with them @param {number} most of all are kept */
  #extend(messages, last, most) {
    const all = [...this.messages, ...messages];
    this.messages = all.slice(-most);
    if (this.messages.length < all.length) this.first = this.messages[0].seq;
    this.last = last;
  }

  /** @param {Event[]} [more] those of another part of the log, which the window may have now */
  #keepNotes(more = []) {
    if (more.length || this.notes.length) this.notes = notesWithin([...this.notes, ...more], this);
  }

  /** What has become of the messages of the window, and is to be said of those that a page brings that is older than this. */
  #note(events) {
    const changes = events.filter(({ ref }) => ref).map(withoutWords);
    if (!changes.length) return;
    const deleted = new Set(changes.filter(({ type }) => type === 'delete').map(({ ref }) => ref));
    // Of what was deleted, only that it was counts any more.
    this.#changes = [...this.#changes, ...changes].filter(({ type, ref }) => type === 'delete' || type === 'message' || !deleted.has(ref)).slice(-CHANGES_KEPT);
    this.messages = this.#with(this.messages, changes);
    if (this.root) [this.root] = this.#with([this.root], changes);
  }

  #asTheyAre({ messages, head, changes = [] }) {
    return this.#with(messages.map((message) => ({ asOf: head, ...message })), [...changes, ...this.#changes]);
  }

  #with(messages, changes) {
    const about = new Set(changes.flatMap(({ ref, thread = 0 }) => [ref, thread]));
    return messages.map((message) => (about.has(message.seq) || about.has(message.reply?.seq)
      ? changes.reduce((now, event) => changed(now, event, this.#me()), message) : message));
  }

  /** What has come and answers a message of the window quotes that as it is now. */
  #quote() {
    if (!this.unquoted) return;
    const all = new Map(this.messages.map((message) => [message.seq, message]));
    this.messages = this.messages.map((message) => (isUnquoted(message) && all.has(message.reply.seq) ? { ...message, reply: quoted(all.get(message.reply.seq)) } : message));
  }

  #isOurs({ type, seq, thread }) {
    return type === 'message' && (!this.#thread || seq === this.#thread || thread === this.#thread);
  }

  #isOther(epoch) {
    return Boolean(this.epoch && epoch && epoch !== this.epoch);
  }
}

const isUnquoted = ({ reply }) => reply !== undefined && !isKnown(reply);

/** That somebody has answered counts for the thread; what they said is in the message itself, and goes with it. */
const withoutWords = (event) => (event.type === 'message' ? { ...event, text: '' } : event);

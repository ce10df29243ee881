import { Observable } from './observable.js';
import { Timeline } from './timeline.js';

const PAGE = 100;
const BEFORE_UNREAD = 20;
const REPLAY_AT_MOST = 1_000;
/** Loading goes on by itself when the line is back. */
const NO_LINE = new Set(['offline', 'lost']);

/** A page of a room, which was asked for with this range. @typedef {{ room: string, after?: number, page: import('./timeline.js').Page }} Ahead */

/** A page in which this number has something before it. @param {number} seq */
const around = (seq) => ({ after: Math.max(0, seq - 1 - BEFORE_UNREAD) });

/** What a place is to the server: a room, or `room/number` for the thread that this message began. @param {string} place */
function where(place) {
  const [room, thread] = place.split('/');
  return thread ? { room, thread: Number(thread) } : { room };
}

/** The timelines of all rooms heard of, and of threads that were opened, and the loading of their history. Where a room is named here, a thread can be (`where`). */
export class Timelines extends Observable {
  /** Tells of a room that comes anew, of which one has not heard all that happened. */
  anew = new Observable();
  #line;
  #me;
  /** Rooms that are kept and not listened to. */
  #resting = new Set();
  #all = new Map();
  /** Those that wait to be told what replies answer. @type {Set<Timeline>} */
  #quoting = new Set();

  /** @param {import('./chat.js').Line} line @param {() => string | undefined} [me] id of who looks */
  constructor(line, me) {
    super();
    this.#line = line;
    this.#me = me;
  }

  /** @param {string} room @returns {Timeline} */
  of(room) {
    if (!this.#all.has(room)) {
      const timeline = new Timeline(this.#me, where(room).thread);
      timeline.watch(() => this.changed());
      this.#all.set(room, timeline);
    }
    return this.#all.get(room);
  }

  /**
   * Listens from the cursor on. Far behind, it starts again from the head instead: nobody reads a thousand messages' replay. So it does where something was said while
   * nobody listened: what is unread is read from where one has read up to, and not at the end, where a replay would lead. In a joined room
   * that is where the server has counted up to, so that what is said before it listens is counted, too.
   * @param {string} room
   * @param {Pick<import('./rooms.js').Room, 'head' | 'joined'>} state as the server said it just now
   */
  listen(room, { head, joined }) {
    const timeline = this.of(room);
    const isBack = this.#resting.delete(room);
    if (timeline.cursor !== null && head - timeline.cursor > (isBack ? 0 : REPLAY_AT_MOST)) this.#skip(room);
    const { cursor, epoch } = timeline;
    const beginning = joined ? { after: head } : {};
    this.#line.listen(`room.${room}`, cursor === null ? beginning : { after: cursor, epoch }, true);
  }

  unlisten(room) {
    this.rest(room);
    this.#resting.delete(room);
    for (const place of this.#placesIn(room)) this.#all.delete(place);
  }

  /** The room comes anew, and its threads with it: what has become of their messages meanwhile, nobody tells. @param {string} room */
  clear(room) {
    for (const place of this.#placesIn(room)) this.#all.get(place).clear();
  }

  /** Listens no more for now, and keeps what there is: it goes on from there if nothing happens meanwhile. */
  rest(room) {
    this.#resting.add(room);
    this.#line.unlisten(`room.${room}`);
  }

  /**
   * Loads the window where reading goes on: around the message that is looked for, around the first unread one if that is far up, around the place where one
   * was, else the newest.
   * @param {string} room
   * @param {import('./rooms.js').Room} state
   * @param {number} [place] the message that was at the top edge, of a room that was left further up
   * @param {Ahead | null} [ahead] the page that was asked for already, which may be the one
   */
  open(room, { head, read, joined, counted = 0, news = [] }, place, ahead = null) {
    const timeline = this.of(room);
    if (timeline.sought) return this.sought(room, ahead);
    if (timeline.wantsLatest) return this.latest(room);
    if (timeline.loaded) return Promise.resolve();
    const isUnread = joined && counted + news.length > 0;
    const from = isUnread ? read + 1 : place ?? Infinity;
    const isFarUp = head - from >= PAGE - BEFORE_UNREAD;
    return this.#load(room, 'all', isFarUp ? around(from) : {}, (page) => (page.first > from && !isFarUp ? this.#loadAround(room, from) : timeline.fill(page)), ahead);
  }

  /**
   * Asks for the page with which a room opens, as far as one can tell before one knows more of it than its name.
   * @param {string} room @returns {Promise<Ahead | null>} null where none is to be had
   */
  async askAhead(room) {
    const { sought } = this.of(room);
    const range = sought ? around(sought) : {};
    const page = await this.#ask(room, range).catch(() => null);
    return page && { room, ...range, page };
  }

  /** Whoever listens from now on hears what came after this page. @param {Ahead} ahead */
  expect({ room, page }) {
    this.of(room).expect(page);
  }

  /** It is farther up than one knew when one asked for the newest. */
  #loadAround(room, seq) {
    const timeline = this.of(room);
    timeline.load = null;
    return this.#load(room, 'all', around(seq), (page) => timeline.fill(page));
  }

  /** Goes to the message that is looked for, now or as soon as it can be loaded; to the newest ones where the log ends before it. @param {string} room @param {Ahead | null} [ahead] as for `open` */
  sought(room, ahead = null) {
    const timeline = this.of(room);
    const { sought } = timeline;
    Object.assign(timeline, { wantsLatest: false, load: null });
    timeline.touch();
    if (timeline.loaded && timeline.first <= sought && sought <= timeline.last) return Promise.resolve();
    return this.#load(room, 'sought', around(sought), (page) => (page.head < sought ? this.latest(room) : timeline.fill(page)), ahead);
  }

  /** The reader has found it. @param {string} room */
  found(room) {
    this.of(room).sought = null;
  }

  /** Goes to the newest messages, now or as soon as they can be loaded. @param {string} room */
  latest(room) {
    const timeline = this.of(room);
    Object.assign(timeline, { wantsLatest: true, sought: null });
    if (timeline.attached || timeline.loading === 'latest') return Promise.resolve();
    timeline.load = null;
    return this.#load(room, 'latest', {}, (page) => timeline.fill(page));
  }

  /** The reader is there, or has gone elsewhere. @param {string} room */
  stay(room) {
    const timeline = this.of(room);
    if (!timeline.wantsLatest) return;
    timeline.wantsLatest = false;
    if (timeline.loading === 'latest') timeline.load = null;
    timeline.touch();
  }

  /** Loads the newest messages of a thread, and what has come since. @param {string} place @returns {Promise<void>} */
  async thread(place) {
    const timeline = this.of(place);
    const { last } = timeline;
    await (timeline.loaded ? this.newer(place) : this.#load(place, 'all', {}, (page) => timeline.fill(page)));
    const isOpen = this.#all.get(place) === timeline;
    if (isOpen && timeline.loaded && !timeline.attached && timeline.last > last) await this.thread(place);
  }

  /** @param {string} place of a thread that is not looked at any more */
  drop(place) {
    this.#all.delete(place);
  }

  /** Asks what began the thread, and what replies of the window answer, where that is further up. @param {string} room */
  async quote(room) {
    const timeline = this.of(room);
    if (this.#quoting.has(timeline)) return;
    this.#quoting.add(timeline);
    const root = timeline.lacksRoot ? await this.#ask(room, { after: where(room).thread - 1, limit: 1 }).catch(() => null) : null;
    if (root) timeline.begin(root);
    const from = timeline.unquoted;
    const page = from ? await this.#ask(room, { after: from - 1 }).catch(() => null) : null;
    this.#quoting.delete(timeline);
    if (page) timeline.renew(page);
    if (page && this.#all.get(room) === timeline && timeline.unquoted > from) await this.quote(room);
  }

  older(room) {
    const timeline = this.of(room);
    if (!timeline.loaded || timeline.complete || timeline.wantsLatest) return Promise.resolve();
    return this.#load(room, 'older', { before: timeline.first }, (page) => timeline.prepend(page));
  }

  newer(room) {
    const timeline = this.of(room);
    if (!timeline.loaded || timeline.attached) return Promise.resolve();
    return this.#load(room, 'newer', { after: timeline.last }, (page) => timeline.append(page));
  }

  /** Tries again what failed. @param {string} room @param {import('./rooms.js').Room} state */
  again(room, state) {
    const { what } = this.of(room).problem ?? {};
    return what === 'all' ? this.open(room, state) : this[what ?? 'newer'](room);
  }

  forget() {
    for (const timeline of this.#all.values()) timeline.load = null;
    this.#all = new Map();
  }

  #skip(room) {
    this.clear(room);
    this.anew.changed(room);
  }

  #placesIn(room) {
    return [...this.#all.keys()].filter((place) => where(place).room === room);
  }

  async #load(room, what, range, take, ahead = null) {
    const timeline = this.of(room);
    if (timeline.load) return;
    const load = { what };
    Object.assign(timeline, { load, problem: null });
    timeline.touch();
    try {
      const page = ahead?.room === room && ahead.after === range.after ? ahead.page : await this.#ask(room, range);
      if (timeline.load === load) await take(page);
    } catch (problem) {
      if (timeline.load === load) this.#failed(timeline, problem.code, what);
    }
    if (timeline.load !== load) return;
    timeline.load = null;
    timeline.touch();
  }

  #ask(room, range) {
    return this.#line.ask('chat.messages', { ...where(room), limit: PAGE, ...range });
  }

  #failed(timeline, code, what) {
    if (!(timeline.wantsLatest && NO_LINE.has(code))) timeline.problem = { code, what };
  }
}

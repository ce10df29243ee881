import { bare } from '../i18n/isolation.js';
import { has } from './korean.js';
import { Observable } from './observable.js';
import { isDirect, isPublic, isReader } from './rights.js';
import { settledFor } from './settled.js';

/** What concerns oneself in one's rooms, wherever one is not looking; it is told in so many parts. */
export const ME = 'chat.me';
const PARTS = 32;
const LOOK_SPREAD = 1_500;
const NEWS_KEPT = 500;
/** What one has just done may be missing in what was told before. */
const OWN_COUNTS = 2_000;

/**
 * What is unread: `counted` messages of others by the server, up to the number `countedTo`; `news` are the numbers of those that came since.
 * Of these, `called` and `calls` are those that call oneself. `people` are all those of a direct conversation. What its people have settled is known up to the number `settledTo`.
 * `joining`: one joins by a message that is on its way.
 * `marked`: how often one has said how far one has read, also back; the `read` of the highest such number counts.
 * `muted`: nothing there calls for attention but what calls oneself; `favourite`: it stands before the others. Both are one's own.
 * `last` is the newest message that was not deleted, in short, by the feed, which has told what was said up to the number `heardTo`.
 * @typedef {{ seq: number, user: import('./messages.js').User, text: string, at: string }} Last
 * @typedef {'owner' | 'moderator' | 'member' | 'reader'} Role
 * @typedef {{ id: string, name: string, topic: string, head: number, members: number, joined: boolean, read: number, unread?: number, mentions?: number,
 *   archived?: boolean, posting?: Role, inviting?: Role, history?: 'joined', slow?: number, reads?: boolean, settledTo?: number, muted?: boolean, favourite?: boolean, draft?: number, threadDrafts?: number, joining?: boolean, marked?: number, banned?: boolean,
 *   kind?: 'public' | 'private' | 'direct', role?: Role, people?: import('./messages.js').User[],
 *   last?: Last | null, heardTo?: number, counted?: number, countedTo?: number, news?: number[], called?: number, calls?: number[] }} Room
 */

/**
 * One's own rooms and those that one looks at, and how far one has read in each; the others are in the directory. What one did since an answer was asked for counts more than the answer, and a room in which
 * something waits to be sent has been joined already.
 */
export class Rooms extends Observable {
  loaded = false;
  /** What is known of one's own rooms, as the server names it; '' for nothing. */
  state = '';
  /** Tells `{ room, before }[]` of those that are others now, and how they were. */
  heard = new Observable();
  /** Tells what one has chosen for oneself, which comes with the feed. */
  preferred = new Observable();
  /** Tells what the chat is called, which comes with them. */
  named = new Observable();
  #line;
  #marks;
  #tabs;
  #waitsIn;
  #wanted;
  #all = new Map();
  /** Rooms that one may not see any more, by the names that they had. @type {Map<string, string>} */
  #lost = new Map();
  /** Those of them that are public. @type {Set<string>} */
  #banned = new Set();
  /** What was last asked for, until a room comes, goes or changes its place. @type {{ filter: string, language: string, favourite: Room[], mine: Room[], direct: Room[], others: Room[], archived: Room[] } | null} */
  #found = null;
  #lookAround = 0;
  /** Rooms of which one was told something else than what one has just done. @type {Set<string>} */
  #doubted = new Set();
  /** Own acts, counted, and the last one that concerned each room. */
  #acts = 0;
  #actOn = new Map();
  /** When one joined or left a room, or another tab did. @type {Map<string, number>} */
  #changedAt = new Map();
  /** Which of one's own rooms are in which part of the feed. @type {Map<number, string[]>} */
  #parts = new Map();
  #language;
  #called;

  /**
   * @param {import('./chat.js').Line} line
   * @param {import('./read-marks.js').ReadMarks} marks
   * @param {import('./tabs.js').Tabs} tabs
   * @param {(room: string) => boolean} waitsIn whether something is to be sent there
   * @param {() => string[]} wanted rooms that one has to know of, joined or not
   * @param {() => string} language whose order names have
   * @param {(room: Room) => string} called what a direct conversation is called, by its people
   */
  constructor(line, marks, tabs, waitsIn, wanted, language, called = ({ name }) => name) {
    super();
    this.#line = line;
    this.#marks = marks;
    this.#tabs = tabs;
    this.#waitsIn = waitsIn;
    this.#wanted = wanted;
    this.#language = language;
    this.#called = called;
    tabs.hear('read', ({ room, seq }) => this.#read(room, seq));
    tabs.hear('member', (room) => this.#become(room));
  }

  /** @param {string} id @returns {Room | undefined} */
  get(id) {
    return this.#all.get(id);
  }

  /** @returns {Map<string, Room>} */
  get all() {
    return this.#all;
  }

  /** @param {string} id @returns {string | undefined} the name of a room that one may not see any more */
  lost(id) {
    return this.#lost.get(id);
  }

  /** Whether one may not see it because one is banned from it. @param {string} id */
  isBanned(id) {
    return this.#banned.has(id);
  }

  /** @param {string} [filter] @returns {{ readonly favourite: readonly Room[], readonly mine: readonly Room[], readonly direct: readonly Room[], readonly others: readonly Room[], readonly archived: readonly Room[] }} one's own by what was said last, others by name */
  sections(filter = '') {
    const language = this.#language();
    if (this.#found?.filter !== filter || this.#found.language !== language) this.#found = { filter, language, ...this.#find(filter, language) };
    return this.#found;
  }

  /** Where one comes back to: the room of last time, whatever section it is in, or the first that there is. @param {string} last @returns {Room | undefined} */
  backTo(last) {
    const { favourite, mine, direct, archived } = this.sections();
    const own = [...favourite, ...mine, ...direct, ...archived];
    return own.find(({ id }) => id === last) ?? own[0];
  }

  /** @param {Room} room @returns {number} others' messages after the last read one, as far as they are counted */
  unread({ joined, counted = 0, news = [] }) {
    return joined ? counted + news.length : 0;
  }

  /** @param {Room | undefined} room @returns {number} how many of these call oneself */
  mentions({ joined = false, called = 0, calls = [] } = /** @type {any} */ ({})) {
    return joined ? called + calls.length : 0;
  }

  /** @param {Room} room @returns {number} unread messages that call for attention: of a muted room those that call oneself */
  attention(room) {
    return room.muted ? this.mentions(room) : this.unread(room);
  }

  /** Those of all joined rooms. */
  get totalAttention() {
    return [...this.#all.values()].reduce((sum, room) => sum + this.attention(room), 0);
  }

  /** What differs from what is known, of one's own rooms and of the others that one has to know of. */
  async refresh() {
    await this.catchUp();
    await this.lookAround();
  }

  /** What differs from what is known of one's own rooms; who knows nothing asks until they know all of them. @param {ReturnType<Rooms['askOwn']>} [answer] where that was asked already */
  async catchUp(answer = this.askOwn()) {
    const { before, asked, told } = await answer;
    // Who was told something meanwhile knows more, and is told the rest.
    if (this.state === before) this.hear(told, asked);
    if (this.state !== before && this.#parts.size < PARTS) await this.catchUp();
  }

  /** For `catchUp`. @returns {Promise<{ before: string, asked: number, told: any }>} what was known when it was asked, after how many own acts, and the answer */
  async askOwn() {
    const [before, asked] = [this.state, this.#acts];
    return { before, asked, told: await this.#line.ask(ME, before ? { state: before } : {}) };
  }

  /**
   * What has become of those that one has to know of, and that no feed tells of; what else is not one's own is forgotten.
   * @param {{ [id: string]: ReturnType<Rooms['askFor']> }} [answers] where some were asked for already
   */
  async lookAround(answers = {}) {
    const asked = this.#acts;
    const doubted = [...this.#doubted];
    const own = new Set([...this.#parts.values()].flat());
    const beside = [...this.#wanted(), ...[...this.#all.values()].filter(({ joined }) => joined).map(({ id }) => id)].filter((id) => id && !(own.has(id) && this.#all.get(id)?.joined));
    const looked = new Map(await Promise.all([...new Set([...doubted, ...beside])].map(async (id) => /** @type {const} */ ([id, await (answers[id] ?? this.askFor(id))]))));
    for (const id of doubted) this.#doubted.delete(id);
    const wanted = new Set(this.#wanted());
    for (const { room, asked: when } of looked.values()) if (room) this.#hearOne(room, when);
    for (const room of [...this.#all.values()]) {
      const answer = looked.get(room.id);
      const isGone = answer ? !answer.room : !room.joined && !wanted.has(room.id);
      if (isGone && !this.#isNewer(room.id, answer?.asked ?? asked)) this.#drop(room);
    }
    this.#found = null;
    this.loaded = true;
    this.changed();
  }

  /** For `lookAround`. @param {string} id @returns {Promise<{ room?: Room, asked: number }>} it, where one may know of it, and after how many own acts it was asked for */
  askFor(id) {
    const asked = this.#acts;
    return this.#line.ask('chat.room', { room: id }).then(({ room }) => ({ room, asked }), (problem) => {
      if (problem.code !== 'room_not_found') throw problem;
      return { asked };
    });
  }

  /** One has found it, and goes there. @param {Room} room as the directory has it */
  meet(room) {
    if (!this.#all.has(room.id)) this.#put(room, undefined);
    this.changed();
  }

  /**
   * What one's own rooms are by now, in parts that are whole.
   * @param {{ state: string, parts: { part: number, rooms: Room[] }[], preferences?: { number: number }, name?: string }} told
   * @param {number} [asked] own acts until it was asked for; none where it came by itself
   */
  hear({ state, parts, preferences, name }, asked = Infinity) {
    this.state = state;
    if (preferences) this.preferred.changed(preferences);
    if (name) this.named.changed(name);
    const heard = parts.flatMap(({ part, rooms }) => {
      const ids = rooms.map(({ id }) => id);
      for (const id of this.#parts.get(part) ?? []) if (!ids.includes(id)) this.#leftElsewhere(id, asked);
      this.#parts.set(part, ids);
      return rooms.filter(({ id }) => !this.#contradicts(id, true)).flatMap((room) => {
        const before = this.#all.get(room.id);
        if (!this.#hearOne({ last: null, heardTo: room.head, ...room }, asked)) return [];
        if (asked === Infinity) this.#acted(room.id);
        return [{ room: this.#all.get(room.id), before }];
      });
    });
    if (!parts.length) return;
    this.changed();
    this.heard.changed(heard);
  }

  /** Looks around within 1.5 s: a new room must not make all clients ask in the same instant. */
  lookAroundSoon() {
    this.#lookAround ||= setTimeout(() => {
      this.#lookAround = 0;
      this.lookAround().catch(() => {});
    }, Math.random() * LOOK_SPREAD);
  }

  /**
   * @param {string} name @param {string} topic @param {string} id the same again makes no second room
   * @param {'public' | 'private'} [kind] @returns {Promise<Room>} rejects with a refusal
   */
  create(name, topic, id, kind = 'public') {
    return this.#change('chat.create', { name, topic, id, ...(kind === 'private' && { kind }) });
  }

  /** The conversation with these people and no others, which begins if there is none yet. @param {string[]} users @returns {Promise<Room>} rejects with a refusal */
  direct(users) {
    return this.#change('chat.direct', { users });
  }

  /** @param {string} id Joining starts with everything read: history is there to look at, not to catch up with. */
  async join(id) {
    const room = await this.#change('chat.join', { room: id });
    this.markRead(id, room.head);
  }

  /** Who is not in it does not see it, unless it is public. @param {string} id */
  async leave(id) {
    await this.#change('chat.leave', { room: id }).catch((problem) => {
      if (problem.code !== 'room_not_found') throw problem;
      this.lose(id);
    });
  }

  /** For oneself alone, on all of one's devices. @param {string} id @param {{ muted: boolean } | { favourite: boolean }} kept @returns {Promise<Room>} rejects with a refusal */
  keep(id, kept) {
    return this.#change('chat.place', { room: id, ...kept });
  }

  /** This message and what follows are unread again, on all of one's devices. @param {string} id @param {number} seq @returns {Promise<Room>} rejects with a refusal */
  async markUnread(id, seq) {
    const untold = await this.#marks.takeBack(id);
    try {
      return await this.#change('chat.place', { room: id, read: seq - 1 });
    } catch (problem) {
      if (untold) this.#marks.add(id, untold);
      throw problem;
    }
  }

  /** The line is another one: what it tells is not older than what is known, also to who has left meanwhile and come back, and by nodes that count no marks. */
  beginMarks() {
    for (const room of this.#all.values()) room.marked = 0;
  }

  /** Somebody is called otherwise or has gone for ever, or the language is another one. */
  callAnew() {
    const others = [...this.#all.values()].filter((room) => this.#nameOf(room) !== room.name);
    if (!others.length) return;
    for (const room of others) room.name = this.#nameOf(room);
    this.#found = null;
    this.changed();
  }

  /** Somebody gave one another role. @param {string} id @param {Role} role */
  become(id, role) {
    const room = this.#all.get(id);
    // That one has joined on another device, the feed tells.
    if (!room?.joined || room.role === role) return;
    this.#acted(id);
    room.role = role;
    this.changed();
  }

  /** Its people have settled something. @param {string} id @param {Partial<Room>} facts what is otherwise @param {number} [seq] by the event of this number; none where it was so already */
  settle(id, facts, seq = 0) {
    const room = this.#all.get(id);
    if (!room || seq <= (room.settledTo ?? 0)) return;
    Object.assign(room, facts, { settledTo: seq });
    this.#found = null;
    this.changed();
  }

  /** One is in it no more. @param {string} id @returns {boolean} whether it was there, and one may not see it now */
  lose(id) {
    const room = this.#all.get(id);
    if (!room || isPublic(room)) return false;
    this.#acted(id);
    this.#drop(room);
    this.changed();
    return true;
  }

  /** One is banned from a public room. @param {string} id @returns {boolean} whether it is known which one that is */
  shutOut(id) {
    const room = this.#all.get(id);
    if (!room) return this.#lost.has(id);
    this.#acted(id);
    this.#drop(room, true);
    this.changed();
    return true;
  }

  /**
   * @param {string} id
   * @param {number} head the newest number known
   * @param {number[]} [others] numbers of others' messages that came
   * @param {number[]} [gone] numbers of messages that were deleted
   */
  advance(id, head, others = [], gone = []) {
    const room = this.#all.get(id);
    if (!room) return;
    const news = [...(room.news ?? []), ...others.filter((seq) => seq > Math.max(room.read, room.countedTo ?? 0))].slice(-NEWS_KEPT);
    room.news = news.filter((seq) => !gone.includes(seq));
    room.calls = (room.calls ?? []).filter((seq) => !gone.includes(seq));
    // What was said before it the feed tells, and whether it was among those that the server has counted.
    if (room.last && gone.includes(room.last.seq)) room.last = null;
    if (head <= room.head && !others.length && !gone.length) return;
    room.head = Math.max(room.head, head);
    this.changed();
  }

  /** Somebody else has written this, or written it anew. What the server has counted already, it counts anew by itself. @param {string} id @param {number} seq @param {boolean} isCalled whether it calls oneself */
  call(id, seq, isCalled) {
    const room = this.#all.get(id);
    const { read = 0, news = [], calls = [] } = room ?? {};
    if (!room || seq <= read) return;
    const next = calls.filter((each) => each !== seq).concat(isCalled && news.includes(seq) ? [seq] : []);
    if (next.length === calls.length && !isCalled) return;
    room.calls = next;
    this.changed();
  }

  /** Starts anew from what a replaced store says. @param {string} id @param {number} head */
  restart(id, head) {
    const room = this.#all.get(id);
    if (room) Object.assign(room, { head, read: Math.min(room.read, head), marked: 0, counted: 0, countedTo: head, news: [], called: 0, calls: [] });
    this.changed();
  }

  /** Posting joins, and what was said before counts as read then. @param {string} id */
  joinedByPosting(id) {
    const room = this.#all.get(id);
    if (!room || room.joined) return;
    this.#become({ ...room, joined: true, joining: true, read: room.head, unread: 0 });
    this.#tabs.tell('member', this.#all.get(id));
  }

  /** A post is in the log, which joins. One that follows directly on what was read is read. @param {string} id @param {number} seq */
  posted(id, seq) {
    this.joinedByPosting(id);
    this.#acted(id);
    const room = this.#all.get(id);
    if (room) room.joining = false;
    if (room?.read === seq - 1) this.markRead(id, seq);
  }

  /** @param {string} id @param {number} seq shown at once in all tabs, and told to the server soon */
  markRead(id, seq) {
    this.advance(id, seq);
    if (!this.#read(id, seq)) return;
    this.#tabs.tell('read', { room: id, seq });
    if (this.#all.get(id).joined) this.#marks.add(id, seq);
  }

  forget() {
    this.#all = new Map();
    this.#lost.clear();
    this.#banned.clear();
    this.#found = null;
    this.#actOn.clear();
    this.#changedAt.clear();
    this.#parts.clear();
    this.#doubted.clear();
    this.state = '';
    this.loaded = false;
  }

  #find(filter, language) {
    const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
    const rooms = [...this.#all.values()]
      .filter(({ name }) => has(bare(name), filter))
      .sort((a, b) => collator.compare(a.name, b.name));
    const open = rooms.filter(({ archived }) => !archived);
    const mine = open.filter(({ joined }) => joined).sort(byActivity);
    const [favourite, rest] = [true, false].map((is) => mine.filter((room) => Boolean(room.favourite) === is));
    return { favourite, mine: rest.filter((room) => !isDirect(room)), direct: rest.filter(isDirect), others: open.filter(({ joined }) => !joined), archived: rooms.filter(({ archived }) => archived) };
  }

  #read(id, seq) {
    const room = this.#all.get(id);
    if (!room || !(seq > room.read)) return false;
    Object.assign(room, { read: seq, ...unreadBehind(seq, room) });
    this.changed();
    return true;
  }

  async #change(address, body) {
    const { room } = await this.#line.ask(address, body);
    this.#become(room);
    this.#tabs.tell('member', room);
    return this.#all.get(room.id);
  }

  /** One has just joined or left it, here or in another tab. */
  #become(room) {
    this.#acted(room.id);
    this.#changedAt.set(room.id, Date.now());
    if (room.joined || isPublic(room)) this.#put(room, this.#all.get(room.id));
    else this.#drop(room);
    this.changed();
  }

  /** Whether one has just joined or left it, so that what is told may be older; what is so, one finds out. */
  #contradicts(id, isJoined) {
    const isOlder = Boolean(this.#all.get(id)?.joined) !== isJoined && Date.now() - (this.#changedAt.get(id) ?? 0) < OWN_COUNTS;
    return isOlder && this.#doubt(id);
  }

  #doubt(id) {
    this.#doubted.add(id);
    this.lookAroundSoon();
    return true;
  }

  /** Whether something has become of it since so many own acts. */
  #isNewer(id, asked) {
    return (this.#actOn.get(id) ?? 0) > asked;
  }

  /** What one's place there has become since it was asked for counts more. @returns {boolean} whether it is there */
  #hearOne(room, asked) {
    const before = this.#all.get(room.id);
    const isNewer = this.#isNewer(room.id, asked);
    // One that was lost since is in an answer that was asked for before.
    if (isNewer && this.#lost.has(room.id)) return false;
    this.#put(before && isNewer ? { ...room, joined: before.joined, joining: before.joining && !room.joined, role: before.role } : room, before, this.#marks.untold[room.id]);
    return true;
  }

  /** One is in it no more, by somebody else or on another device. */
  #leftElsewhere(id, asked) {
    const room = this.#all.get(id);
    if (!room?.joined || (this.#isNewer(id, asked) ? this.#doubt(id) : this.#contradicts(id, false))) return;
    this.#acted(id);
    if (isPublic(room)) this.#put({ ...room, joined: false, role: isReader(room) ? room.role : undefined, unread: 0 }, undefined);
    else this.#drop(room);
  }

  #drop(room, isBanned = false) {
    if (isBanned || !isPublic(room)) this.#lost.set(room.id, room.name);
    if (isBanned) this.#banned.add(room.id);
    this.#all.delete(room.id);
    this.#found = null;
  }

  #nameOf(room) {
    return isDirect(room) && room.people ? this.#called(room) : room.name;
  }

  #acted(id) {
    this.#actOn.set(id, ++this.#acts);
  }

  #put(room, known, untold = 0) {
    if (room.banned) return this.#drop(room, true);
    const joined = room.joined || this.#waitsIn(room.id);
    const joining = room.joined ? room.joining : joined;
    const head = Math.max(room.head, known?.head ?? 0);
    const isNew = joined && !room.joined && !known?.joined;
    // Of who has joined: of two marks the one counts that was set later, also where it is further back.
    const [marked, before] = [room, known].map((each) => (joined && each?.marked) || 0);
    const isAnew = marked > before;
    const read = isNew ? head : Math.min(head, Math.max(marked < before ? 0 : room.read ?? 0, isAnew ? 0 : known?.read ?? 0, untold));
    // Older nodes count nothing, and one that has not been told how far one has read counts too much.
    const unread = isNew ? 0 : room.unread ?? Math.max(0, head - read);
    const isTold = !known || isAnew || (marked === before && (room.read ?? 0) >= read && room.head >= (known.countedTo ?? 0));
    const [news, calls] = [known?.news ?? [], known?.calls ?? []].map((seqs) => seqs.filter((seq) => seq > room.head));
    const called = isNew ? 0 : room.mentions ?? 0;
    const last = room.last === undefined ? known?.last : room.last;
    const heardTo = room.heardTo ?? known?.heardTo;
    // An answer that was asked for before something was settled does not know of it.
    const isOlder = known && (known.settledTo ?? 0) > room.head;
    const settled = isOlder ? { ...settledFor(known), settledTo: known.settledTo } : { settledTo: room.head };
    this.#all.set(room.id, { ...room, name: this.#nameOf(room), ...settled, last, heardTo, joined, joining, head, read, marked: Math.max(marked, before), ...unreadBehind(read, isTold || isNew ? { counted: unread, countedTo: room.head, news, called, calls } : known) });
    this.#lost.delete(room.id);
    this.#banned.delete(room.id);
    this.#found = null;
  }
}

/** The one in which somebody has said something last comes first; those in which nobody has stay as they are, at the end. */
const byActivity = (one, other) => saidAt(other).localeCompare(saidAt(one));

/** As a time of RFC 3339 in UTC, whose order is that of its characters. */
const saidAt = ({ last }) => last?.at ?? '';

/** What of it is still unread when one has read up to there; of what the server has counted, at most so many as there are numbers. */
const unreadBehind = (read, { counted = 0, countedTo = 0, news = [], called = 0, calls = [] }) => {
  const [left, leftCalled] = [counted, called].map((count) => Math.min(count, Math.max(0, countedTo - read)));
  return { counted: left, countedTo, news: news.filter((seq) => seq > read), called: leftCalled, calls: calls.filter((seq) => seq > read) };
};

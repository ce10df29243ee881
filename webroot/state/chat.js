import { listed } from '../i18n/isolation.js';
import { Account } from './account.js';
import { Administration } from './administration.js';
import { Answering } from './answering.js';
import { Bans } from './bans.js';
import { Calling } from './calling.js';
import { Cards } from './cards.js';
import { Changing } from './changing.js';
import { Directory, EVERYBODY, PUBLIC_ROOMS } from './directory.js';
import { DraftsElsewhere } from './drafts-elsewhere.js';
import { Drafts } from './drafts.js';
import { EmojiHabits } from './emojis/habits.js';
import { Edits } from './edits.js';
import { Followers } from './followers.js';
import { inPlace } from './in-place.js';
import { Invitations } from './invitations.js';
import { Invited } from './invited.js';
import { Layout } from './layout.js';
import { Leaving } from './leaving.js';
import { Link } from './link.js';
import { Live } from './live.js';
import { Looked } from './looked.js';
import { Members } from './members.js';
import { placeAfter } from './membership.js';
import { News } from './news.js';
import { Notices } from './notices.js';
import { Observable } from './observable.js';
import { OpenThread } from './open-thread.js';
import { Outbox } from './outbox.js';
import { PASSING } from './passing.js';
import { PeopleSearch } from './people-search.js';
import { Pins } from './pins.js';
import { Placing } from './placing.js';
import { Preferences } from './preferences.js';
import { Presence } from './presence.js';
import { ReadMarks } from './read-marks.js';
import { Reading } from './reading.js';
import { pauseIn } from './rights.js';
import { ME, Rooms } from './rooms.js';
import { Sending } from './sending.js';
import { Session } from './session.js';
import { Settings } from './settings.js';
import { isSettling, settledBy } from './settled.js';
import { Settling } from './settling.js';
import { Timelines } from './timelines.js';
import { Writing } from './writing.js';

/**
 * The line to the server, whatever carries it. `ask` rejects with a refusal that has a `code`.
 * `isFirst`: before whatever else is to be listened to.
 * @typedef {{ ask(address: string, body: object): Promise<any>, listen(address: string, headers?: object, isFirst?: boolean): void,
 *   unlisten(address: string): void }} Line
 */

const CARDS = 'chat.cards';
/** The line listens again by itself, as soon as there is time or a place; until then the room says so. */
const SOON_OVER = new Set([...PASSING, 'too_many_rooms']);

/** Dialogs that are about the open room. */
const OF_ROOM = new Set(['members', 'room-settings', 'pins', 'edits', 'readers', 'reactors', 'message']);
/** Dialogs that are about oneself, or for what one may. */
const OF_PERSON = new Set(['directory', 'people-directory', 'account', 'administration', 'first-visit', 'links', 'keep', 'profile']);

/** Everything the page knows, and the verbs that concern more than one part of it. */
export class Chat extends Observable {
  /** Tells when one leaves the open room, or loses it, or is nobody any more; `{ thread }` when it is only its thread. What is of it, and lies over the page, ends then. */
  departures = new Observable();
  /** The room that is asked for; '' for none. */
  looksFor = '';
  #line;
  #marks;
  #awaited = '';
  /** Whether the list of rooms is of this connection. */
  #isListed = false;
  /** Of the store that all rooms are known from: after a reset, one knows of some that it is another. */
  #epoch = '';

  /**
   * @param {{ line: Line, door: any, lasting: import('./memory.js').Memory, disk: import('./unsent.js').Unsent,
   *   tabs: import('./tabs.js').Tabs, language: 'en' | 'ko', words: { named: (user: import('./messages.js').User) => string, deleted: () => string, undo: () => string, groups: () => { all: string, here: string } } }} world
   */
  constructor({ line, door, lasting, disk, tabs, language, words }) {
    super();
    this.#line = line;
    this.#marks = new ReadMarks(line, lasting);
    this.outbox = new Outbox(disk, tabs);
    this.session = new Session(door, lasting);
    this.account = new Account(door, lasting);
    this.administration = new Administration(door);
    this.invitations = new Invitations(door);
    this.invited = new Invited(door, lasting, () => (this.account.handle ? '' : this.session.user?.id ?? ''));
    this.link = new Link();
    this.settings = new Settings(lasting, language);
    this.settings.follow(this.session);
    this.preferences = new Preferences(line, lasting, this.settings);
    this.layout = new Layout();
    this.notices = new Notices();
    this.rooms = new Rooms(line, this.#marks, tabs, (room) => this.outbox.waitsIn(room),
      () => [this.layout.room, ...this.outbox.rooms], () => this.settings.language,
      ({ people = [] }) => listed(people.filter((user) => !this.session.isMe(user)).map((user) => words.named(this.cards.called(user)))));
    this.changing = new Changing(line, this.notices, () => this.session.user, words, () => this.settings.undoSeconds * 1_000);
    this.timelines = new Timelines(line, () => this.session.user?.id);
    this.presence = new Presence(line);
    this.live = new Live(line, this.timelines, (room) => this.#listensNoMore(room));
    this.placing = new Placing();
    this.settling = new Settling(line, this.rooms);
    this.pins = new Pins(line);
    this.members = new Members(line);
    this.bans = new Bans(line);
    this.followers = new Followers(line);
    this.thread = new OpenThread(this);
    this.cards = new Cards(line, door);
    this.edits = new Edits(line);
    /** Who has read the message that one looks at. @type {Looked<import('./messages.js').User>} */
    this.readers = new Looked(line, 'chat.readers', ({ users }) => users);
    this.peopleSearch = new PeopleSearch(line);
    /** @type {Directory<import('./rooms.js').Room>} */
    this.directory = new Directory(line, PUBLIC_ROOMS);
    /** @type {Directory<import('./messages.js').User>} */
    this.peopleDirectory = new Directory(line, EVERYBODY);
    this.drafts = new Drafts(lasting, tabs);
    this.draftsElsewhere = new DraftsElsewhere(line, lasting, this.drafts, (room) => Boolean(this.rooms.get(room)?.joining));
    this.answering = new Answering(lasting);
    this.emojis = new EmojiHabits(lasting, () => this.session.user?.id, this.settings);
    this.calling = new Calling(this, line, words.groups, lasting);
    this.reading = new Reading(this);
    this.news = new News(this);
    this.sending = new Sending(this.outbox, line, (room, seq) => this.rooms.posted(room, seq), (room) => this.rooms.get(room) && pauseIn(this.rooms.get(room)));
    this.leaving = new Leaving(this, [this.drafts, this.draftsElsewhere, this.preferences, this.answering, this.calling, this.outbox]);
    this.writing = new Writing(this, line);
    this.memory = lasting;
    const parts = [this.session, this.account, this.link, this.settings, this.layout, this.notices, this.rooms,
      this.timelines, this.live, this.presence, this.drafts, this.draftsElsewhere, this.answering, this.calling, this.reading, this.outbox, this.changing,
      this.members, this.bans, this.followers, this.edits, this.readers, this.peopleSearch, this.directory, this.peopleDirectory, this.administration, this.invitations, this.invited, this.pins, this.cards, this.placing];
    for (const part of [this.timelines, this.outbox]) part.watch(() => this.#settle(this.layout.room));
    this.timelines.watch(() => this.#lookAtEdited());
    this.timelines.watch(() => this.#settleByPage());
    for (const looked of [this.members, this.bans, this.edits, this.readers]) this.timelines.anew.watch((room) => looked.again(room));
    this.cards.watch(() => this.session.user && this.session.become(this.cards.of(this.session.user.id)?.user));
    for (const part of [this.cards, this.settings]) part.watch(() => this.rooms.callAnew());
    this.link.watch(() => this.link.state === 'connected' || this.#pause());
    // Not before the other tabs and the disk have what has just changed.
    for (const part of [this.outbox, this.changing, this.placing]) part.watch(() => queueMicrotask(() => this.#letGo()));
    for (const part of parts) part.watch(() => this.changed());
    this.rooms.preferred.watch((preferences) => this.preferences.hear(preferences));
    this.rooms.named.watch((name) => this.account.hearName(name));
    this.rooms.watch(() => {
      this.live.follow(this.rooms.all);
      if (this.rooms.lost(this.layout.room) !== undefined && this.#awaited !== this.layout.room) this.#lost();
      if (this.rooms.get(this.#awaited)) this.#appeared();
      this.#letGo();
      this.sending.flush();
    });
  }

  /** The open room; undefined when none is open or it does not exist. */
  get room() {
    return this.rooms.get(this.layout.room);
  }

  get timeline() {
    return this.timelines.of(this.layout.room);
  }

  /** The messages of the window and those of one's own that are in the log and not delivered yet, with what one has just done to them. */
  get messages() {
    return this.changing.over(this.layout.room, this.timeline.with(this.outbox.in(this.layout.room), this.session.user));
  }

  /** How far one has read, as far as the server does not know it yet. */
  get untold() {
    return this.session.user ? this.#marks.untold : {};
  }

  /** Somebody signed in: their drafts, unsent posts and read marks come back. */
  begin() {
    const { user, epoch } = this.session;
    this.#epoch ||= epoch;
    this.preferences.of(user.id);
    this.drafts.of(user.id);
    this.draftsElsewhere.of(user.id);
    this.answering.of(user.id);
    this.calling.of(user.id);
    this.#marks.of(user.id, epoch);
    this.outbox.of(user.id).then(() => this.#joinWhereSomethingWaits());
  }

  /** The line is open (again): say who and what we are, listen from the cursors, send what is unsent. */
  async resume() {
    const asked = this.#askFirst();
    this.session.confirm(await asked.who);
    this.leaving.stay();
    if (this.session.epoch !== this.#epoch) this.#beginAnew();
    this.#epoch = this.session.epoch;
    this.begin();
    this.sending.begin(this.session.user.id);
    this.changing.begin();
    this.placing.begin();
    this.#marks.flush();
    this.draftsElsewhere.flush();
    this.preferences.flush();
    this.presence.forget();
    this.calling.missed();
    this.#awaited = '';
    this.rooms.beginMarks();
    await this.rooms.catchUp(asked.own);
    this.#line.listen(ME, { state: this.rooms.state });
    // First: of a room that is created between an answer and this, nobody would tell.
    this.#line.listen('chat.rooms');
    this.cards.begin();
    this.directory.resume();
    this.peopleDirectory.resume();
    await this.rooms.lookAround(asked.rooms);
    this.#isListed = true;
    this.#letGo();
    const page = await asked.page;
    if (page) this.timelines.expect(page);
    // Not before: what comes between the page and this would be missed.
    this.live.begin();
    this.live.follow(this.rooms.all);
    this.#awaited = this.room ? '' : this.layout.room;
    // A link that was followed meanwhile may lead to a room that is newer than the answer.
    await (this.#awaited ? this.rooms.lookAround() : this.#enter(page));
  }

  /** Perhaps another node serves now. Of rooms that came between the two, neither has told. */
  async goOn() {
    this.rooms.lookAroundSoon();
    this.session.confirm(await this.#line.ask('chat.session', {}));
    this.rooms.beginMarks();
    await this.rooms.catchUp();
    this.#line.listen(ME, { state: this.rooms.state });
    this.cards.begin();
  }

  /** @param {string} id '' for none @param {number} [seq] of the message that is looked for in it @param {number} [thread] that is open beside it */
  async open(id, seq = 0, thread = 0) {
    const before = this.room;
    if (this.layout.thread && (id !== this.layout.room || thread !== this.layout.thread)) this.#leaveThread();
    if (before && before.id !== id) this.#depart(before);
    if (id && id !== this.layout.room) this.notices.rest();
    if (id !== this.layout.room) this.#turnAway();
    this.layout.show({ room: id, thread, people: false });
    if (id) this.memory.set('room', id);
    this.live.look(id);
    this.live.follow(this.rooms.all);
    if (seq) this.timelines.of(id).sought = seq;
    const room = this.room;
    // A link may lead to a room that is newer than the list.
    this.#awaited = room || !this.rooms.loaded ? '' : id;
    if (this.#awaited) this.#lookFor(id);
    await this.#enter();
  }

  /** A link leads to a room that is not in the list. @param {string} id */
  async #lookFor(id) {
    this.looksFor = id;
    await this.rooms.lookAround().catch(() => {});
    if (this.looksFor !== id) return;
    this.looksFor = '';
    this.changed();
  }

  /** The line does not listen to this for now. @param {string} address @param {{ code: string }} problem */
  refused(address, problem) {
    const room = address.slice('room.'.length);
    this.live.refused(room);
    if (problem.code === 'room_not_found' && this.rooms.lose(room)) return;
    if (problem.code === 'banned' && this.rooms.shutOut(room)) return;
    if (!SOON_OVER.has(problem.code)) this.notices.tell({ problem });
  }

  /** @param {string} address @param {any} body */
  deliver(address, body) {
    if (address === 'chat.rooms') return this.#hearOfRooms();
    if (address === ME) return this.rooms.hear(body);
    if (address === CARDS) return this.cards.deliver(body);
    const room = address.slice('room.'.length);
    const timeline = this.timelines.of(room);
    const wasLoaded = timeline.loaded;
    this.live.heard(room);
    if (body.reset) this.timelines.clear(room);
    const events = timeline.deliver(body);
    const isAnother = body.reset || (wasLoaded && !timeline.loaded);
    if (isAnother) this.#restart(room, body);
    const others = events.filter(({ type, user }) => type === 'message' && !this.session.isMe(user));
    const gone = events.filter(({ type, ref }) => type === 'delete' && ref);
    this.rooms.advance(room, timeline.head, others.map(({ seq }) => seq), gone.map(({ ref }) => ref));
    this.answering.silence(room, gone.map(({ ref }) => ref));
    this.presence.deliver(room, body);
    this.timelines.quote(room);
    this.thread.deliver(room, body);
    this.#settle(room, events);
    this.reading.arrived(room, events);
    this.changing.arrived(room, events);
    this.members.arrived(room, events);
    this.calling.arrived(room, events);
    this.bans.arrived(room, events);
    this.followers.arrived(room, events);
    this.edits.arrived(room, events);
    this.pins.arrived(room, events);
    this.#settleRoom(room, events.filter(isSettling));
    this.#take(room, placeAfter(events, this.session.user?.id));
    this.news.arrived(room, events);
    if (isAnother && room === this.layout.room) this.#enter();
  }

  /** The page may go at any moment. */
  hide() {
    if (this.session.user) this.#marks.flush();
    if (this.session.user) this.draftsElsewhere.flush();
    this.changing.flush();
  }

  /** @param {string} id @returns {Promise<boolean>} whether it worked; a notice says why not */
  join(id) {
    return this.notices.attempt(() => this.placing.wish(id, 'in', () => this.rooms.join(id)));
  }

  /** @param {string} id @returns {Promise<boolean>} whether it worked; a notice says why not */
  leave(id) {
    return this.notices.attempt(() => this.placing.wish(id, 'in', () => this.rooms.leave(id)));
  }

  /** @param {string} id @param {{ muted: boolean } | { favourite: boolean }} kept @returns {Promise<boolean>} whether it worked; a notice says why not */
  keep(id, kept) {
    const [what] = /** @type {('muted' | 'favourite')[]} */ (Object.keys(kept));
    return this.notices.attempt(() => this.placing.wish(id, what, () => this.rooms.keep(id, kept)));
  }

  /** Tries again what could not be loaded. */
  reload() {
    return this.timelines.again(this.room.id, this.room);
  }

  /** Another person signs in, or the store is another one: nothing known counts any more. */
  forget() {
    this.#turnAway();
    if (OF_PERSON.has(this.layout.dialog)) this.layout.show({ dialog: '' });
    for (const part of [this.notices, this.account, this.administration, this.invitations, this.invited, this.rooms, this.timelines, this.live, this.presence, this.calling, this.reading, this.changing, this.members, this.bans, this.followers, this.edits, this.readers, this.pins, this.cards, this.placing]) part.forget();
    this.outbox.of(this.session.user?.id ?? '');
  }

  /** Of one's own rooms the feed tells; of others one wants to know alone whether that of the address has come. */
  #hearOfRooms() {
    if (this.#awaited) this.rooms.lookAroundSoon();
  }

  /** One's own place in a room has changed. @param {string} room @param {import('./rooms.js').Role | 'out' | undefined} place */
  #take(room, place) {
    if (place === 'out') this.rooms.lose(room);
    else if (place) this.rooms.become(room, place);
  }

  /** What a loaded page tells of the open room, where one does not know it yet. */
  #settleByPage() {
    const { room } = this;
    if (room) this.#settleRoom(room.id, this.timeline.notes.filter((note) => isSettling(note) && note.seq > (room.settledTo ?? 0)));
  }

  #settleRoom(room, events) {
    for (const event of events) this.rooms.settle(room, settledBy(event), event.seq);
    if (events.length) this.sending.hurry(room);
  }

  /** One is not in the open room any more: its place says so, and shows it again when one is. */
  #lost() {
    this.#awaited = this.layout.room;
    this.#turnAway();
    for (const part of [this.pins, this.followers]) part.forget();
  }

  /** Of a room that is not there any more, nothing is kept that others wrote, and what was refused there goes: no place would show it. */
  #letGo() {
    if (!this.#isListed || !this.rooms.loaded) return;
    const isGone = (room) => !this.rooms.get(room);
    this.answering.forget(isGone);
    this.placing.letGo(isGone);
    // Each tab tells of its own.
    const lost = this.outbox.posts.filter(({ room, state, foreign }) => state === 'failed' && !foreign && isGone(room));
    if (lost.length) this.outbox.drop(lost.map(({ id }) => id));
    const texts = [...lost.map(({ text }) => text), ...this.changing.letGo(isGone)];
    if (texts.length) this.notices.tellUnsent(texts);
  }

  /** However one comes to know that it was deleted: while one looks, or by what is loaded after a break. */
  #lookAtEdited() {
    const { editing } = this.changing;
    if (!editing || editing.room !== this.layout.room) return;
    const shown = [this.timeline, ...(this.layout.thread ? [this.thread.timeline] : [])].flatMap(({ messages }) => messages);
    if (shown.some(({ seq, deleted }) => seq === editing.seq && deleted)) this.changing.miss();
  }

  #listensNoMore(room) {
    this.presence.leave(room);
    this.calling.missed();
  }

  /** The line is down: who speaks on the next one, and in which rooms, is not known yet. */
  #pause() {
    this.sending.pause();
    this.#isListed = false;
  }

  /** What was asked or looked at in the open room is of that room alone. */
  #turnAway() {
    this.departures.changed({ thread: 0 });
    if (this.layout.question) this.layout.show({ question: null });
    if (!OF_ROOM.has(this.layout.dialog) && !this.#showsLinksOfRoom) return;
    for (const looked of [this.members, this.bans, this.edits, this.readers, this.invitations]) looked.forget();
    this.layout.show({ dialog: '' });
  }

  /** Links lead into the open room, or into the chat alone. */
  get #showsLinksOfRoom() {
    return this.layout.dialog === 'links' && this.invitations.room !== null;
  }

  /** The room of the address exists now. */
  #appeared() {
    this.#awaited = '';
    this.#enter();
  }

  /** @param {import('./timelines.js').Ahead | null} [ahead] a page that was asked for already */
  async #enter(ahead = null) {
    const { room, timeline } = this;
    if (!room) return;
    timeline.problem = null;
    this.reading.enter(room);
    this.presence.ask(room.id);
    this.pins.look(room.id);
    this.writing.enter(room);
    if (this.layout.thread) this.thread.follow();
    this.followers.look(room.id, this.layout.thread);
    const { sought } = timeline;
    await this.timelines.open(room.id, room, this.reading.places.get(room.id)?.seq, ahead);
    const isMissing = sought && timeline.loaded && !timeline.problem && !timeline.loading && !timeline.messages.some(({ seq }) => seq === sought);
    if (isMissing) {
      this.timelines.found(room.id);
      this.notices.tell({ problem: { code: 'message_not_found' } });
    }
    this.reading.read();
    this.timelines.quote(room.id);
  }

  /** What the page begins with, asked for in one flight; also the open room, of which one may not know yet whether it is one's own. Who takes an answer hears why there is none. */
  #askFirst() {
    const { room } = this.layout;
    const who = this.#line.ask('chat.session', {});
    const own = this.rooms.askOwn();
    const rooms = room && !this.room ? { [room]: this.rooms.askFor(room) } : {};
    const page = room && !this.timeline.loaded ? this.timelines.askAhead(room) : null;
    for (const asked of [who, own, ...Object.values(rooms)]) asked.catch(() => {});
    return { who, own, rooms, page };
  }

  /** Who leaves by a key is in the field until it is gone, which does not tell; so it is with a room. */
  #leaveThread() {
    this.departures.changed({ thread: this.layout.thread });
    this.writing.rest(this.thread.place);
    this.timelines.drop(this.thread.place);
  }

  #depart(room) {
    this.writing.depart(room);
    this.reading.depart(room);
  }

  /** The store is another one, or was put back. */
  #beginAnew() {
    this.forget();
    for (const room of this.outbox.rooms) this.outbox.sendAgain(room);
  }

  /** It comes anew. Where numbers begin anew, too, nothing that was known of this room's log counts. */
  #restart(room, { head, epoch }) {
    const isSameLog = epoch === this.session.epoch && head >= (this.rooms.get(room)?.head ?? 0);
    if (!isSameLog) this.#beginLog(room, head, epoch);
    this.calling.missed();
    this.reading.forget(room);
    this.timelines.anew.changed(room);
  }

  #beginLog(room, head, epoch) {
    this.#marks.forget(room);
    if (epoch && this.session.user) {
      this.session.epoch = epoch;
      this.#marks.of(this.session.user.id, epoch);
    }
    this.rooms.restart(room, head);
    this.outbox.sendAgain(room);
  }

  #joinWhereSomethingWaits() {
    for (const room of this.outbox.rooms) if (this.outbox.waitsIn(room)) this.rooms.joinedByPosting(room);
  }

  /** An own message leaves the outbox when it has its place, in the open thread, too. */
  #settle(room, delivered = []) {
    const posts = this.outbox.in(room).filter((post) => !this.thread.awaits(post));
    if (posts.length) this.outbox.settle(inPlace(posts, this.timelines.of(room), delivered, (user) => this.session.isMe(user)));
  }
}

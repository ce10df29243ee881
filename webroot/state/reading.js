import { callsMe } from './mentions.js';
import { isFollowed } from './messages.js';
import { Observable } from './observable.js';

/**
 * What the reader has seen: how far each room is read, where the "new messages" line stands, and where one was in each.
 */
export class Reading extends Observable {
  /** Where one was in rooms that were left further up. @type {Map<string, { id: string, seq?: number, distance: number }>} */
  places = new Map();
  visible = true;
  focused = true;
  /** Whether something lies over the timeline. */
  covered = false;
  /** Whether the newest message is in view. Not so until the view has found its place: opening a room does not read it. */
  atBottom = false;
  /** The room in which one has just said that something is unread: it stays so until one comes back, or writes there. */
  #kept = '';
  /** How far it is read there by that; on whichever device one reads further, one has come back. */
  #keptTo = Infinity;
  /** Where the line stood before. @type {number | null} */
  #marker = null;
  #layout;
  #rooms;
  #timelines;
  #session;
  #notices;

  /** @param {Pick<import('./chat.js').Chat, 'layout' | 'rooms' | 'timelines' | 'session' | 'notices'>} parts */
  constructor({ layout, rooms, timelines, session, notices }) {
    super();
    this.#layout = layout;
    this.#rooms = rooms;
    this.#timelines = timelines;
    this.#session = session;
    this.#notices = notices;
  }

  /** Whether somebody looks at the newest messages: a window beside the one that is used is not read. */
  get attentive() {
    return this.visible && this.focused && !this.covered && this.atBottom;
  }

  /** @param {Partial<{ visible: boolean, focused: boolean, covered: boolean, atBottom: boolean }>} seen what the reader can see now */
  look(seen) {
    const { atBottom } = this;
    Object.assign(this, seen);
    this.#timelines.of(this.#layout.room).following = this.atBottom;
    this.read();
    if (this.atBottom !== atBottom) this.changed();
  }

  /** @param {import('./rooms.js').Room} room that is opened now */
  enter(room) {
    const timeline = this.#timelines.of(room.id);
    if ((!timeline.loaded || timeline.marker === null) && this.#rooms.unread(room)) timeline.mark(room.read);
  }

  /** @param {import('./rooms.js').Room} room that is left now */
  depart(room) {
    if (this.attentive) this.#timelines.of(room.id).mark(null);
    this.#kept = '';
    this.atBottom = false;
  }

  /** One wants to read again from there on, and not now. @param {number} seq of the first message, in the open room @returns {Promise<boolean>} whether it worked; a notice says why not */
  async markUnread(seq) {
    const { room } = this.#layout;
    this.#keep(room, seq);
    const isDone = await this.#notices.attempt(() => this.#rooms.markUnread(room, seq).catch((problem) => {
      // An older node knows of nothing that could change.
      throw problem.code === 'bad_request' ? { code: 'older_nodes' } : problem;
    }));
    if (isDone) this.#stay(room);
    else if (this.#layout.room === room) this.#undo(room);
    return isDone;
  }

  /** One asks for the newest messages. @param {string} room that is open */
  comeBack(room) {
    if (room === this.#kept) this.goOn(room);
  }

  /** One reads on after all. @param {string} room that is open */
  goOn(room) {
    this.#kept = '';
    this.#timelines.of(room).mark(null);
    this.read();
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    const open = room === this.#layout.room;
    const written = events.filter(({ type, user }) => (type === 'message' || type === 'edit') && user.id !== this.#session.user?.id);
    for (const event of written) this.#rooms.call(room, event.type === 'edit' ? event.ref : event.seq, this.#callsMe(this.#timelines.of(room), event));
    if (written.some(({ type }) => type === 'message') && !(open && this.attentive)) this.#unseen(room);
    if (open) this.read();
  }

  /** Everything in view is read, if anybody looks. */
  read() {
    const { room } = this.#layout;
    const timeline = this.#timelines.of(room);
    if (!this.attentive || !timeline.attached || this.#isKept(room)) return;
    this.#rooms.markRead(room, timeline.last);
  }

  #keep(room, seq) {
    const timeline = this.#timelines.of(room);
    this.#kept = room;
    this.#keptTo = Infinity;
    this.#marker = timeline.marker;
    timeline.mark(seq - 1);
  }

  /** The server has it so. */
  #stay(room) {
    if (room === this.#kept) this.#keptTo = this.#rooms.get(room)?.read ?? 0;
  }

  /** The server does not: nothing has changed. */
  #undo(room) {
    this.#kept = '';
    this.#timelines.of(room).mark(this.#marker);
    this.read();
  }

  #isKept(room) {
    if (room === this.#kept && (this.#rooms.get(room)?.read ?? 0) > this.#keptTo) this.#kept = '';
    return room === this.#kept;
  }

  /** Numbers of another log say nothing. @param {string} [room] all rooms without */
  forget(room) {
    if (!room || room === this.#kept) this.#kept = '';
    if (room) this.places.delete(room);
    else this.places.clear();
  }

  /** Whether it names oneself, answers a message of one's own, or is in a thread that one follows, which one does who has begun it or taken part in it and has said nothing else; as far as the window knows. */
  #callsMe({ messages }, { type, ref, thread, mentions }) {
    const me = this.#session.user?.id;
    const answered = type === 'edit' ? messages.find(({ seq }) => seq === ref)?.reply?.seq : ref;
    const root = thread ? messages.find(({ seq }) => seq === thread) : undefined;
    const answersMe = Boolean(thread) && messages.some(({ seq, user }) => seq === answered && user.id === me);
    return callsMe(mentions, me) || (root?.follows !== false && (answersMe || (root !== undefined && isFollowed(root, me))));
  }

  #unseen(room) {
    if (room === this.#kept) return;
    const timeline = this.#timelines.of(room);
    const { read } = this.#rooms.get(room) ?? { read: 0 };
    if (read > (timeline.marker ?? -1)) timeline.mark(read);
  }
}

import { Observable } from './observable.js';

/**
 * What the reader has seen: how far each room is read, where the "new messages" line stands, in which rooms one was mentioned, and where one
 * was in each.
 */
export class Reading extends Observable {
  /** Rooms in which one was mentioned since one last read them. @type {Set<string>} */
  mentions = new Set();
  /** Where one was in rooms that were left further up. @type {Map<string, { id: string, seq?: number, distance: number }>} */
  places = new Map();
  visible = true;
  focused = true;
  /** Whether something lies over the timeline. */
  covered = false;
  /** Whether the newest message is in view. Not so until the view has found its place: opening a room does not read it. */
  atBottom = false;
  #layout;
  #rooms;
  #timelines;
  #session;

  /** @param {Pick<import('./chat.js').Chat, 'layout' | 'rooms' | 'timelines' | 'session'>} parts */
  constructor({ layout, rooms, timelines, session }) {
    super();
    this.#layout = layout;
    this.#rooms = rooms;
    this.#timelines = timelines;
    this.#session = session;
    rooms.watch(() => this.#forgetMentions());
  }

  /** Whether somebody looks at the newest messages: a window beside the one that is used is not read. */
  get attentive() {
    return this.visible && this.focused && !this.covered && this.atBottom;
  }

  /** @param {Partial<{ visible: boolean, focused: boolean, covered: boolean, atBottom: boolean }>} seen what the reader can see now */
  look(seen) {
    const before = { visible: this.visible, atBottom: this.atBottom };
    Object.assign(this, seen);
    this.#timelines.of(this.#layout.room).following = this.atBottom;
    this.read();
    // Another device may have read in between.
    if (this.visible && !before.visible && this.#rooms.loaded) this.#rooms.refresh().catch(() => {});
    if (this.atBottom !== before.atBottom) this.changed();
  }

  /** @param {import('./rooms.js').Room} room that is opened now */
  enter(room) {
    const timeline = this.#timelines.of(room.id);
    if (!timeline.loaded && this.#rooms.unread(room)) timeline.mark(room.read);
  }

  /** @param {import('./rooms.js').Room} room that is left now */
  depart(room) {
    if (this.attentive) this.#timelines.of(room.id).mark(null);
    this.atBottom = false;
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    const open = room === this.#layout.room;
    const others = events.filter(({ type, user }) => type === 'message' && user.id !== this.#session.user?.id);
    if (others.length && !(open && this.attentive)) this.#unseen(room, others);
    if (open) this.read();
  }

  /** Everything in view is read, if anybody looks. */
  read() {
    const { room } = this.#layout;
    const timeline = this.#timelines.of(room);
    if (!this.attentive || !timeline.attached) return;
    this.mentions.delete(room);
    this.#rooms.markRead(room, timeline.last);
  }

  /** Numbers of another log say nothing. @param {string} [room] all rooms without */
  forget(room) {
    if (room) this.places.delete(room);
    else this.places.clear();
    if (!room) this.mentions.clear();
  }

  /** Another tab or device has read them. */
  #forgetMentions() {
    for (const id of this.mentions) {
      const room = this.#rooms.get(id);
      if (room && !this.#rooms.unread(room)) this.mentions.delete(id);
    }
  }

  /** Whether it answers a message of one's own, or is in a thread that one has begun or taken part in; as far as the window knows. */
  #answersMe({ messages }, { ref, thread }) {
    const me = this.#session.user?.id;
    return Boolean(thread) && messages.some(({ seq, user, replies }) => (seq === ref || seq === thread) && (user.id === me || (seq === thread && replies?.mine)));
  }

  #unseen(room, events) {
    const timeline = this.#timelines.of(room);
    const { read } = this.#rooms.get(room) ?? { read: 0 };
    const me = `@${this.#session.user?.name.toLowerCase()}`;
    if (events.some((event) => event.text?.toLowerCase().includes(me) || this.#answersMe(timeline, event))) this.mentions.add(room);
    if (read > (timeline.marker ?? -1)) timeline.mark(read);
  }
}

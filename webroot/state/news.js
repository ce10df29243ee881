import { Observable } from './observable.js';

/** What is new in one's rooms: the open one tells it by itself, and not always whether it calls oneself; of the others the feed tells. */
export class News {
  /** Tells `{ room, events }` of what arrived live or after a reconnect. */
  arrivals = new Observable();
  /** Tells `{ room, events }` of what calls oneself in the open room by what the feed says: what it answers may be further up than is loaded. */
  calls = new Observable();
  #layout;
  #session;
  #rooms;
  #reading;

  /** @param {Pick<import('./chat.js').Chat, 'layout' | 'session' | 'rooms' | 'reading'>} parts */
  constructor({ layout, session, rooms, reading }) {
    this.#layout = layout;
    this.#session = session;
    this.#rooms = rooms;
    this.#reading = reading;
    rooms.heard.watch((heard) => this.#hear(heard));
  }

  /** @param {string} room that is listened to @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    if (events.length) this.arrivals.changed({ room, events });
  }

  #hear(heard) {
    for (const { room, before } of heard) {
      if (room.id === this.#layout.room) this.#hearCalls(room, before);
      else this.#glimpse(room, before);
    }
  }

  #hearCalls(room, before) {
    const events = this.#newest(room, before).filter(({ calls }) => calls);
    if (events.length) this.calls.changed({ room: room.id, events });
  }

  /** What is told of a room that nobody looks at, is its newest message. */
  #glimpse(room, before) {
    const { id, last } = room;
    const events = this.#newest(room, before);
    if (before?.last && (last?.seq ?? 0) < before.last.seq) events.push({ type: 'delete', ref: before.last.seq });
    if (!events.length) return;
    this.#reading.arrived(id, events);
    this.arrivals.changed({ room: id, events });
  }

  /** The newest message of a room, where the feed has not told of it before; it calls oneself where more does than was known. */
  #newest(room, before) {
    const { read, last } = room;
    const known = before?.heardTo ?? before?.head ?? 0;
    const isNews = this.#rooms.loaded && last && last.seq > Math.max(known, read) && !this.#session.isMe(last.user);
    return isNews ? [{ type: 'message', ...last, calls: this.#rooms.mentions(room) > this.#rooms.mentions(before) }] : [];
  }
}

import { Observable } from './observable.js';

const NOBODY = { count: 0, users: [] };
/** @type {Record<string, number>} */
const NO_MARKS = {};
const TYPING_EVERY = 4_000;

/** Who is here, who is typing and, where a room shows it, how far its members have read, room by room; and telling others that oneself is typing. */
export class Presence extends Observable {
  #line;
  #here = new Map();
  #typing = new Map();
  #marks = new Map();
  #told = { room: '', at: 0 };

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** @param {string} room @returns {{ count: number, users: { id: string, name: string }[] }} */
  here(room) {
    return this.#here.get(room) ?? NOBODY;
  }

  /** @param {string} room @returns {{ id: string, name: string }[]} */
  typing(room) {
    return this.#typing.get(room) ?? [];
  }

  /** The same object as long as they are the same. @param {string} room @returns {Record<string, number>} by person; empty where it is not shown */
  marks(room) {
    return this.#marks.get(room) ?? NO_MARKS;
  }

  /** How many have not read a message yet: who wrote it has. @param {string} room @param {{ seq: number, user: { id: string } }} message */
  unread(room, { seq, user }) {
    return Object.entries(this.marks(room)).filter(([id, read]) => read < seq && id !== user.id).length;
  }

  /** @param {string} room @param {{ presence?: any, typing?: any[], marks?: Record<string, number>, events?: any[] }} body whoever has just written types no more */
  deliver(room, { presence, typing, marks, events = [] }) {
    if (marks) this.#marks.set(room, marks);
    if (presence) this.#here.set(room, presence);
    const wrote = new Set(events.map(({ user }) => user?.id));
    if (typing || events.length) this.#typing.set(room, (typing ?? this.typing(room)).filter(({ id }) => !wrote.has(id)));
    if (presence || typing || marks || events.length) this.changed();
  }

  /** What is told by itself meanwhile is newer. @param {string} room */
  async ask(room) {
    const before = this.#here.get(room);
    const presence = await this.#line.ask('chat.presence', { room }).catch(() => null);
    if (presence && this.#here.get(room) === before) this.deliver(room, { presence });
  }

  /** @param {string} room @param {boolean} typing repeated at most every 4 s */
  tell(room, typing) {
    const { room: before, at } = this.#told;
    const going = before === room && Math.abs(Date.now() - at) < TYPING_EVERY;
    if (typing ? going : !going) return;
    this.#told = typing ? { room, at: Date.now() } : { room: '', at: 0 };
    this.#line.ask('chat.typing', { room, typing }).catch(() => {});
  }

  /** A post ends the typing by itself. */
  posted() {
    this.#told = { room: '', at: 0 };
  }

  /** Nobody tells of this room any more. @param {string} room */
  leave(room) {
    this.#here.delete(room);
    this.#typing.delete(room);
    this.#marks.delete(room);
    this.changed();
  }

  /** What was true before a break is not known after it. */
  forget() {
    this.#here.clear();
    this.#typing.clear();
    this.#marks.clear();
    this.changed();
  }
}

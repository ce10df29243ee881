import { Observable } from './observable.js';

const NOBODY = { count: 0, users: [] };
const TYPING_EVERY = 4_000;

/** Who is here and who is typing, room by room; and telling others that oneself is typing. */
export class Presence extends Observable {
  #line;
  #here = new Map();
  #typing = new Map();
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

  /** @param {string} room @param {{ presence?: any, typing?: any[], events?: any[] }} body whoever has just written types no more */
  deliver(room, { presence, typing, events = [] }) {
    if (presence) this.#here.set(room, presence);
    const wrote = new Set(events.map(({ user }) => user?.id));
    if (typing || events.length) this.#typing.set(room, (typing ?? this.typing(room)).filter(({ id }) => !wrote.has(id)));
    if (presence || typing || events.length) this.changed();
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
    this.changed();
  }

  /** What was true before a break is not known after it. */
  forget() {
    this.#here.clear();
    this.#typing.clear();
    this.changed();
  }
}

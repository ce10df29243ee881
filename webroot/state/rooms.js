import { Observable } from './observable.js';

const READ_EVERY = 1_000;
const REFRESH_SPREAD = 1_500;

/** @typedef {{ id: string, name: string, topic: string, head: number, members: number, joined: boolean, read: number }} Room */

/** All rooms, and how far one has read in each. */
export class Rooms extends Observable {
  loaded = false;
  #line;
  #all = new Map();
  #reads = new Map();
  #refresh = 0;
  #collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** @param {string} id @returns {Room | undefined} */
  get(id) {
    return this.#all.get(id);
  }

  /** @param {string} [filter] @returns {{ mine: Room[], others: Room[] }} by name */
  sections(filter = '') {
    const wanted = filter.trim().toLocaleLowerCase();
    const rooms = [...this.#all.values()]
      .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
      .sort((a, b) => this.#collator.compare(a.name, b.name));
    return { mine: rooms.filter(({ joined }) => joined), others: rooms.filter(({ joined }) => !joined) };
  }

  /** @param {Room} room @returns {number} events after the last read one */
  unread({ joined, head, read }) {
    return joined ? Math.max(0, head - read) : 0;
  }

  /** Unread messages of all joined rooms. */
  get totalUnread() {
    return [...this.#all.values()].reduce((sum, room) => sum + this.unread(room), 0);
  }

  async refresh() {
    const { rooms } = await this.#line.ask('chat.rooms', {});
    const known = this.#all;
    this.#all = new Map();
    rooms.forEach((room) => this.#put(room, known.get(room.id)));
    this.loaded = true;
    this.changed();
  }

  /** Refreshes within 1.5 s: a new room must not make all clients ask in the same instant. */
  refreshSoon() {
    this.#refresh ||= setTimeout(() => {
      this.#refresh = 0;
      this.refresh().catch(() => {});
    }, Math.random() * REFRESH_SPREAD);
  }

  /** @param {string} name @param {string} topic @returns {Promise<Room>} rejects with a refusal */
  create(name, topic) {
    return this.#change('chat.create', { name, topic });
  }

  /** @param {string} id Joining starts with everything read: history is there to look at, not to catch up with. */
  async join(id) {
    const room = await this.#change('chat.join', { room: id });
    this.markRead(id, room.head);
  }

  leave(id) {
    return this.#change('chat.leave', { room: id });
  }

  /** @param {string} id @param {number} head the newest number known */
  advance(id, head) {
    const room = this.#all.get(id);
    if (!room || !(head > room.head)) return;
    room.head = head;
    this.changed();
  }

  /** Starts anew from what a replaced store says. @param {string} id @param {number} head */
  restart(id, head) {
    const room = this.#all.get(id);
    if (room) Object.assign(room, { head, read: Math.min(room.read, head) });
    this.changed();
  }

  /** Posting joins. @param {string} id */
  joinedByPosting(id) {
    const room = this.#all.get(id);
    if (room) room.joined = true;
    this.changed();
  }

  /** @param {string} id @param {number} seq shown at once, told to the server at most once a second */
  markRead(id, seq) {
    const room = this.#all.get(id);
    if (!room || !(seq > room.read)) return;
    room.read = seq;
    this.changed();
    if (!room.joined || this.#reads.has(id)) return;
    this.#reads.set(id, setTimeout(() => this.#tellRead(id), READ_EVERY));
  }

  forget() {
    this.#all = new Map();
    this.loaded = false;
  }

  #tellRead(id) {
    this.#reads.delete(id);
    const room = this.#all.get(id);
    if (room) this.#line.ask('chat.read', { room: id, seq: room.read }).catch(() => {});
  }

  async #change(address, body) {
    const { room } = await this.#line.ask(address, body);
    this.#put(room, this.#all.get(room.id));
    this.changed();
    return this.#all.get(room.id);
  }

  #put(room, known) {
    const read = Math.min(room.head, Math.max(room.read ?? 0, known?.read ?? 0));
    this.#all.set(room.id, { ...room, read, head: Math.max(room.head, known?.head ?? 0) });
  }
}

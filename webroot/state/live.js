import { Observable } from './observable.js';

/** The line says within this time where a room stands, or is asked in vain. */
const ANSWERED_WITHIN = 6_000;
const REMEMBERED = 200;

/**
 * Which rooms are listened to: the open one. Beside a node of the release before, which has no feeds, also those that one has joined, wherever that was done, in
 * the order of use. A room is live once the line has said where it stands; one that is not says so.
 */
export class Live extends Observable {
  #line;
  #left;
  #timelines;
  #memory;
  #isOn = false;
  #hasFeed = false;
  #open = '';
  #wanted = new Set();
  #heard = new Set();
  #deaf = new Set();
  #timer = 0;

  /** @param {import('./chat.js').Line} line @param {import('./timelines.js').Timelines} timelines @param {import('./memory.js').Memory} memory @param {(room: string) => void} [left] told of each room that is not listened to any more */
  constructor(line, timelines, memory, left = (/** @type {string} */ _) => {}) {
    super();
    this.#left = left;
    this.#line = line;
    this.#timelines = timelines;
    this.#memory = memory;
  }

  /** Whether the line tells of rooms that nobody looks at. */
  get hasFeed() {
    return this.#hasFeed;
  }

  /** Whether a room that is listened to is not heard. @param {string} room */
  isDeaf(room) {
    return this.#deaf.has(room);
  }

  /** The line is open (again), and listens to nothing yet. @param {boolean} [hasFeed] whether it tells of rooms that nobody looks at */
  begin(hasFeed = false) {
    this.#isOn = true;
    this.#hasFeed = hasFeed;
    for (const each of [this.#wanted, this.#heard, this.#deaf]) each.clear();
  }

  /** Another node serves. @param {boolean} hasFeed */
  goOn(hasFeed) {
    this.#hasFeed = hasFeed;
  }

  /** Nothing known counts any more. */
  forget() {
    this.begin();
    this.#isOn = false;
    clearTimeout(this.#timer);
    this.#timer = 0;
  }

  /** @param {string} room that is looked at from now on; '' for none */
  look(room) {
    this.#open = room;
    if (!room) return;
    const others = this.#used().filter((each) => each !== room);
    this.#memory.set('used', [room, ...others].slice(0, REMEMBERED));
    if (this.#wanted.has(room)) this.#line.prefer(`room.${room}`);
  }

  /** Listens to what should be listened to and is not yet, and no more to what should not. @param {Map<string, import('./rooms.js').Room>} rooms all there are */
  follow(rooms) {
    if (!this.#isOn) return;
    const isWanted = (room) => room && ((room.joined && !this.#hasFeed) || room.id === this.#open);
    for (const id of this.#wanted) if (!isWanted(rooms.get(id))) this.#unlisten(id, rooms.get(id));
    const missing = [...rooms.values()].filter((room) => isWanted(room) && !this.#wanted.has(room.id));
    if (!missing.length) return;
    for (const room of this.#inOrder(missing)) this.#listen(room);
    this.#timer ||= setTimeout(() => this.#judge(), ANSWERED_WITHIN);
  }

  /** @param {string} room the line says where it stands, or what is new */
  heard(room) {
    this.#heard.add(room);
    if (this.#deaf.delete(room)) this.changed();
  }

  /** @param {string} room which the line does not listen to for now */
  refused(room) {
    this.#heard.delete(room);
    if (!this.#wanted.has(room)) return;
    this.#deaf.add(room);
    this.changed();
  }

  #listen(room) {
    this.#wanted.add(room.id);
    this.#timelines.listen(room.id, room, room.id === this.#open);
  }

  /** Of a room that one stays in, what was loaded is kept. */
  #unlisten(id, room) {
    for (const each of [this.#wanted, this.#heard, this.#deaf]) each.delete(id);
    if (room?.joined) this.#timelines.rest(id);
    else this.#timelines.unlisten(id);
    this.#left(id);
  }

  /** Those used last, of which the open one is the first, those with something new, the others. */
  #inOrder(rooms) {
    const place = new Map(this.#used().map((id, index) => [id, index]));
    const rank = ({ id, head, read }) => place.get(id) ?? (head > read ? REMEMBERED : REMEMBERED + 1);
    return rooms.sort((one, other) => rank(one) - rank(other));
  }

  #judge() {
    this.#timer = 0;
    const silent = [...this.#wanted].filter((room) => !this.#heard.has(room));
    for (const room of silent) this.#deaf.add(room);
    if (silent.length) this.changed();
  }

  #used() {
    return this.#memory.get('used', []);
  }
}

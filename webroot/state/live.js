import { Observable } from './observable.js';

/** The line says within this time where a room stands, or is asked in vain. */
const ANSWERED_WITHIN = 6_000;

/** Listens to the open room, as long as there is one; of the others, the feed tells. It is live once the line has said where it stands, and says so until then. */
export class Live extends Observable {
  #line;
  #left;
  #timelines;
  #isOn = false;
  #open = '';
  /** What is listened to; '' for nothing. */
  #room = '';
  #isHeard = false;
  #isDeaf = false;
  #timer = 0;

  /** @param {import('./chat.js').Line} line @param {import('./timelines.js').Timelines} timelines @param {(room: string) => void} [left] told of each room that is not listened to any more */
  constructor(line, timelines, left = (/** @type {string} */ _) => {}) {
    super();
    this.#left = left;
    this.#line = line;
    this.#timelines = timelines;
  }

  /** Whether it is listened to, and not heard. @param {string} room */
  isDeaf(room) {
    return this.#isDeaf && room === this.#room;
  }

  /** The line is open (again), and listens to nothing yet. */
  begin() {
    this.#isOn = true;
    this.#become('');
  }

  /** Nothing known counts any more. */
  forget() {
    this.#isOn = false;
    this.#become('');
  }

  /** @param {string} room that is looked at from now on; '' for none */
  look(room) {
    this.#open = room;
  }

  /** Listens to what should be listened to and is not yet, and no more to what should not. @param {Map<string, import('./rooms.js').Room>} rooms all there are */
  follow(rooms) {
    if (!this.#isOn) return;
    const wanted = rooms.get(this.#open);
    const before = this.#room;
    if (before === (wanted?.id ?? '')) return;
    this.#become(wanted?.id ?? '');
    if (before) this.#unlisten(before, rooms.get(before));
    if (!wanted) return;
    this.#timelines.listen(wanted.id, wanted);
    this.#timer = setTimeout(() => this.#judge(), ANSWERED_WITHIN);
  }

  /** @param {string} room the line says where it stands, or what is new */
  heard(room) {
    if (room !== this.#room) return;
    this.#isHeard = true;
    this.#turn(false);
  }

  /** @param {string} room which the line does not listen to for now */
  refused(room) {
    if (room !== this.#room) return;
    this.#isHeard = false;
    this.#turn(true);
  }

  #become(room) {
    clearTimeout(this.#timer);
    this.#room = room;
    this.#isHeard = this.#isDeaf = false;
  }

  /** Of a room that one stays in, what was loaded is kept. */
  #unlisten(id, room) {
    if (room?.joined) this.#timelines.rest(id);
    else this.#timelines.unlisten(id);
    this.#left(id);
  }

  #judge() {
    if (!this.#isHeard) this.#turn(true);
  }

  #turn(isDeaf) {
    if (this.#isDeaf === isDeaf) return;
    this.#isDeaf = isDeaf;
    this.changed();
  }
}

import { Observable } from './observable.js';
import { Untold } from './untold.js';

/** So long nobody types any more until it is told. */
const PAUSE = 1_500;

/**
 * Drafts at the server, for all devices: told when nobody types any more, and taken over from there as far as nothing is typed here. The server counts how often
 * each was written anew; the last one counts. What others of one's devices have written is asked for where one looks.
 */
export class DraftsElsewhere extends Observable {
  #line;
  #memory;
  #drafts;
  #untold;
  #key = '';
  /** Numbers of drafts that were told and not taken over yet, by room. @type {Map<string, number>} */
  #told = new Map();
  /** Rooms of which nothing that was typed has been told yet. */
  #unsaid = new Set();

  /** @param {import('./chat.js').Line} line @param {import('./memory.js').Memory} memory @param {import('./drafts.js').Drafts} drafts those of this browser */
  constructor(line, memory, drafts) {
    super();
    this.#line = line;
    this.#memory = memory;
    this.#drafts = drafts;
    this.#untold = /** @type {Untold<string>} */ (new Untold(memory, (room, text) => this.#tell(room, text)));
  }

  /** @param {string} user */
  of(user) {
    const key = `drafted.${user}`;
    if (key !== this.#key) for (const each of [this.#told, this.#unsaid]) each.clear();
    this.#key = key;
    this.#untold.of(`undrafted.${user}`);
  }

  /** Nothing is left of a person who has gone. @param {string} user */
  clear(user) {
    for (const what of ['drafted', 'undrafted']) this.#memory.set(`${what}.${user}`, null);
  }

  /** @returns {Record<string, string>} by room, what is still to be told */
  get untold() {
    return this.#untold.all;
  }

  /** Whether there is one that one has not seen here. @param {string} room */
  has(room) {
    return (this.#told.get(room) ?? 0) > 0;
  }

  /** It was typed here. @param {string} room @param {string} text empty when it is sent, or nothing is left of it */
  write(room, text) {
    const isFirst = this.untold[room] === undefined;
    // What is sent before anybody was told of it leaves nothing to take back.
    if (!text && this.#kept(room) <= 0) {
      if (this.#unsaid.delete(room)) this.#untold.forget(room);
      if (this.untold[room] === undefined) return;
    }
    if (isFirst && text) this.#unsaid.add(room);
    this.#untold.put(room, text);
    this.#untold.tellIn(room, text ? PAUSE : 0);
  }

  /** Tells everything at once: nobody types any more, or the line is open again, or the page may go. */
  flush() {
    this.#untold.flush();
  }

  /** What the feed tells of a room: a number below 0 where nothing is left. @param {string} room @param {number} [number] @param {boolean} [isOpen] whether one looks at it */
  heard(room, number = 0, isOpen = false) {
    if (Math.abs(number) <= this.#seen(room) || this.untold[room] !== undefined) return;
    this.#told.set(room, number);
    if (number < 0) this.#take(room, { draft: number, text: '' });
    else if (isOpen) this.look(room);
    this.changed();
  }

  /** One looks at it. @param {string} room */
  async look(room) {
    if (!this.#told.has(room)) return;
    const key = this.#key;
    const answer = await this.#line.ask('chat.draft', { room }).catch(() => null);
    if (answer && key === this.#key) this.#take(room, answer);
  }

  /** What is typed here comes later, and then counts. */
  #take(room, { draft, text }) {
    if (Math.abs(draft) <= this.#seen(room) || this.untold[room] !== undefined || !this.#drafts.take(room, text)) return;
    this.#see(room, draft);
    this.changed();
  }

  async #tell(room, text) {
    const key = this.#key;
    this.#unsaid.delete(room);
    const { draft } = await this.#line.ask('chat.draft', { room, text });
    if (key !== this.#key) return;
    this.#see(room, draft);
    // Another tab has sent it meanwhile, and knew of nothing to take back.
    if (text && this.untold[room] === undefined && !this.#drafts.text(room)) this.write(room, '');
  }

  #seen(room) {
    return Math.abs(this.#kept(room));
  }

  /** The last number that was seen here, below 0 where nothing is left. */
  #kept(room) {
    return this.#memory.get(this.#key, {})[room] ?? 0;
  }

  #see(room, number) {
    this.#told.delete(room);
    if (Math.abs(number) < this.#seen(room)) return;
    const { [room]: _, ...others } = this.#memory.get(this.#key, {});
    this.#memory.set(this.#key, { ...others, [room]: number });
  }
}

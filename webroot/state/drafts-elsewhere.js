import { roomOf } from './answering.js';
import { Observable } from './observable.js';
import { Untold } from './untold.js';

/** So long nobody types any more until it is told. */
const PAUSE = 1_500;
/** So many numbers that were seen here are kept, those of the last ones. */
const KEPT = 500;

/**
 * Drafts at the server, for all devices, one a place, which is a room or a thread of it: told when nobody types any more, and taken over from there as far as nothing
 * is typed here. The server counts how often each was written anew, those of all threads of a room together; the last one counts. What others of one's devices have
 * written is asked for where one looks.
 */
export class DraftsElsewhere extends Observable {
  #line;
  #memory;
  #drafts;
  #isJoining;
  #untold;
  #key = '';
  /** Numbers of drafts that were told and not taken over yet, by place. @type {Map<string, number>} */
  #told = new Map();
  /** Places of which nothing that was typed has been told yet. */
  #unsaid = new Set();
  /** What began a thread may be from before one came: then any message of it that one sees will do, by place. @type {Map<string, number>} */
  #named = new Map();

  /** @param {import('./chat.js').Line} line @param {import('./memory.js').Memory} memory @param {import('./drafts.js').Drafts} drafts those of this browser @param {(room: string) => boolean} isJoining whether one joins it by a message that is on its way */
  constructor(line, memory, drafts, isJoining) {
    super();
    this.#line = line;
    this.#memory = memory;
    this.#drafts = drafts;
    this.#isJoining = isJoining;
    this.#untold = /** @type {Untold<string>} */ (new Untold(memory, (place, text) => this.#tell(place, text)));
  }

  /** @param {string} user */
  of(user) {
    const key = `drafted.${user}`;
    if (key !== this.#key) for (const each of [this.#told, this.#unsaid, this.#named]) each.clear();
    this.#key = key;
    this.#untold.of(`undrafted.${user}`);
  }

  /** Nothing is left of a person who has gone. @param {string} user */
  clear(user) {
    for (const what of ['drafted', 'undrafted']) this.#memory.set(`${what}.${user}`, null);
  }

  /** @returns {Record<string, string>} by place, what is still to be told */
  get untold() {
    return this.#untold.all;
  }

  /** Whether there is one that one has not seen here. @param {string} place */
  has(place) {
    return (this.#told.get(place) ?? 0) > 0;
  }

  /** It was typed here. @param {string} place @param {string} text empty when it is sent, or nothing is left of it */
  write(place, text) {
    const isFirst = this.untold[place] === undefined;
    // What is sent before anybody was told of it leaves nothing to take back.
    if (!text && this.#kept(place) <= 0) {
      if (this.#unsaid.delete(place)) this.#untold.forget(place);
      if (this.untold[place] === undefined) return;
    }
    if (isFirst && text) this.#unsaid.add(place);
    this.#untold.put(place, text);
    this.#untold.tellIn(place, text ? PAUSE : 0);
  }

  /** Tells everything at once: nobody types any more, or the line is open again, or the page may go. */
  flush() {
    this.#untold.flush();
  }

  /** The same as commands: the page may go at any moment. @returns {[address: string, body: object][]} */
  get lastWords() {
    return Object.entries(this.untold).map(([place, text]) => this.#asked(place, { text }));
  }

  /** What the feed tells of it: a number below 0 where nothing is left. @param {string} place @param {number} [number] @param {boolean} [isOpen] whether one looks at it */
  heard(place, number = 0, isOpen = false) {
    if (Math.abs(number) <= this.#seen(place) || this.untold[place] !== undefined) return;
    this.#told.set(place, number);
    if (number < 0) this.#take(place, { draft: number, text: '' });
    else if (isOpen) this.look(place);
    this.changed();
  }

  /** One looks at it. @param {string} place */
  async look(place) {
    if (!this.#told.has(place)) return;
    const key = this.#key;
    const answer = await this.#ask(place).catch(() => null);
    if (answer && key === this.#key) this.#take(place, answer);
  }

  /** What is typed here comes later, and then counts. */
  #take(place, { draft, text }) {
    if (Math.abs(draft) <= this.#seen(place) || this.untold[place] !== undefined) return;
    // What stands here alone, and was never told, is not what is gone.
    if ((text || this.#kept(place) > 0) && !this.#drafts.take(place, text)) return;
    this.#see(place, draft);
    this.changed();
  }

  async #tell(place, text) {
    // Until one is in it, nothing is kept there.
    if (this.#isJoining(roomOf(place))) throw { code: 'busy' };
    const key = this.#key;
    this.#unsaid.delete(place);
    const { draft } = await this.#ask(place, { text }).catch((problem) => {
      // The message that began the thread is deleted: nothing is left there of what was told, and this stands here alone.
      if (problem.code === 'message_not_found' && key === this.#key) this.#see(place, -this.#seen(place));
      throw problem;
    });
    if (key !== this.#key) return;
    this.#see(place, draft);
    // Another tab has sent it meanwhile, and knew of nothing to take back.
    if (text && this.untold[place] === undefined && !this.#drafts.text(place)) this.write(place, '');
  }

  #seen(place) {
    return Math.abs(this.#kept(place));
  }

  /** The last number that was seen here, below 0 where nothing is left. */
  #kept(place) {
    return this.#memory.get(this.#key, {})[place] ?? 0;
  }

  #see(place, number) {
    this.#told.delete(place);
    if (Math.abs(number) < this.#seen(place)) return;
    const { [place]: _, ...others } = this.#memory.get(this.#key, {});
    this.#memory.set(this.#key, Object.fromEntries([...Object.entries(others).slice(1 - KEPT), [place, number]]));
  }

  /** @param {string} place @param {{ text?: string }} [written] */
  async #ask(place, written) {
    try {
      return await this.#line.ask(...this.#asked(place, written));
    } catch (problem) {
      if (problem.code !== 'message_not_found' || !(await this.#nameAnew(place))) throw problem;
      return this.#line.ask(...this.#asked(place, written));
    }
  }

  /** @param {string} place @returns {Promise<boolean>} whether one sees another message of the thread than that by which it was named */
  async #nameAnew(place) {
    const [room, thread] = place.split('/');
    const { messages } = await this.#line.ask('chat.messages', { room, thread: Number(thread), limit: 1 });
    const seq = messages.at(-1)?.seq;
    if (!seq || seq === this.#named.get(place)) return false;
    this.#named.set(place, seq);
    return true;
  }

  /** The command about the draft of a room, or of a thread of it. @param {string} place @param {{ text?: string }} [written] @returns {[address: string, body: object]} */
  #asked(place, written) {
    const [room, thread] = place.split('/');
    return thread ? ['chat.thread-draft', { room, seq: this.#named.get(place) ?? Number(thread), ...written }] : ['chat.draft', { room, ...written }];
  }
}

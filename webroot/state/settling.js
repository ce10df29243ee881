import { freshClientId } from './client-id.js';

/** In this order: who closes a room has told of all the rest before. */
const ORDER = ['name', 'topic', 'posting', 'inviting', 'history', 'slow', 'reads', 'archived'];

/**
 * What one may settle for a room; `posting` and `inviting` are the least role that may, `history` is what newcomers see.
 * @typedef {{ name?: string, topic?: string, posting?: string, inviting?: string, history?: string, slow?: number, reads?: boolean, archived?: boolean }} Wishes
 */

/** Settles what a room is to be, one thing after another, each once however often it is tried. */
export class Settling {
  #line;
  #rooms;
  /** The client id of what was tried and not answered. @type {Map<string, string>} */
  #tried = new Map();

  /** @param {import('./chat.js').Line} line @param {import('./rooms.js').Rooms} rooms */
  constructor(line, rooms) {
    this.#line = line;
    this.#rooms = rooms;
  }

  /** @param {import('./rooms.js').Room} room @param {Wishes} wishes what is so already is not told @returns {Promise<void>} rejects with the first refusal */
  async settle(room, wishes) {
    for (const what of ORDER) if (what in wishes && wishes[what] !== asItIs(room)[what]) await this.#tell(room.id, what, wishes[what]);
  }

  async #tell(room, what, value) {
    const wish = JSON.stringify([room, what, value]);
    const id = this.#tried.get(wish) ?? freshClientId();
    this.#tried.set(wish, id);
    const { seq } = await this.#line.ask('chat.update', { room, id, [what]: value });
    this.#tried.delete(wish);
    this.#rooms.settle(room, { [what]: value === DEFAULTS[what] ? undefined : value }, seq);
  }
}

const DEFAULTS = { posting: 'member', inviting: 'member', history: 'all', slow: 0, reads: false, archived: false };

const asItIs = ({ name, topic, posting = 'member', inviting = 'member', history = 'all', slow = 0, reads = false, archived = false }) =>
  ({ name, topic, posting, inviting, history, slow, reads, archived });

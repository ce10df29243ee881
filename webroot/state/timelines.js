import { Observable } from './observable.js';
import { Timeline } from './timeline.js';

const PAGE = 100;
const BEFORE_UNREAD = 20;
const REPLAY_AT_MOST = 1_000;

/** The timelines of all rooms heard of, and the loading of their history. */
export class Timelines extends Observable {
  #line;
  #all = new Map();

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** @param {string} room @returns {Timeline} */
  of(room) {
    if (!this.#all.has(room)) {
      const timeline = new Timeline();
      timeline.watch(() => this.changed());
      this.#all.set(room, timeline);
    }
    return this.#all.get(room);
  }

  /**
   * Listens from the cursor on. Far behind, it starts again from the head instead: nobody reads a thousand messages' replay.
   * @param {string} room
   * @param {number} head as the server said it just now
   */
  listen(room, head) {
    const timeline = this.of(room);
    if (timeline.cursor !== null && head - timeline.cursor > REPLAY_AT_MOST) timeline.clear();
    const { cursor, epoch } = timeline;
    this.#line.listen(`room.${room}`, cursor === null ? {} : { after: cursor, epoch });
  }

  unlisten(room) {
    this.#line.unlisten(`room.${room}`);
    this.#all.delete(room);
  }

  /**
   * Loads the window where reading goes on: around the first unread message if that is far up, else the newest.
   * @param {string} room
   * @param {{ head: number, read: number }} place
   */
  open(room, { head, read }) {
    const timeline = this.of(room);
    if (timeline.loaded) return Promise.resolve();
    const farUp = read > 0 && head - read > PAGE - BEFORE_UNREAD;
    return this.#load(room, 'all', farUp ? { after: Math.max(0, read - BEFORE_UNREAD) } : {}, (page) => timeline.fill(page));
  }

  /** Replaces the window by the newest messages. @param {string} room */
  latest(room) {
    const timeline = this.of(room);
    if (timeline.attached) return Promise.resolve();
    return this.#load(room, 'all', {}, (page) => timeline.fill(page));
  }

  older(room) {
    const timeline = this.of(room);
    if (!timeline.loaded || timeline.complete) return Promise.resolve();
    return this.#load(room, 'older', { before: timeline.first }, (page) => timeline.prepend(page));
  }

  newer(room) {
    const timeline = this.of(room);
    if (!timeline.loaded || timeline.attached) return Promise.resolve();
    return this.#load(room, 'newer', { after: timeline.last }, (page) => timeline.append(page));
  }

  forget() {
    this.#all = new Map();
  }

  async #load(room, what, range, take) {
    const timeline = this.of(room);
    if (timeline.loading) return;
    Object.assign(timeline, { loading: what, problem: null });
    timeline.touch();
    try {
      const page = await this.#line.ask('chat.events', { room, limit: PAGE, ...range });
      if (timeline.loading === what) take(page);
    } catch (problem) {
      timeline.problem = problem;
    } finally {
      timeline.loading = '';
      timeline.touch();
    }
  }
}

import { Observable } from './observable.js';

/** So long nobody types any more before one asks. */
const PAUSE = 200;
const PAGE = 50;

/** Public rooms, a page after the other, by a part of their names or topics. */
export class Directory extends Observable {
  text = '';
  /** @type {import('./rooms.js').Room[]} in the order of the server */
  found = [];
  /** Which of those found Enter opens. */
  active = 0;
  /** Whether there is an answer to what is written now. */
  isKnown = false;
  /** Whether there are no more. */
  isWhole = false;
  /** @type {{ code: string } | null} */
  problem = null;
  #line;
  #timer = 0;
  /** Counts what was asked: only the last answer counts. */
  #asked = 0;

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** @param {string} [text] */
  begin(text = '') {
    this.found = [];
    this.#look(text, 0);
  }

  /** @param {string} text */
  search(text) {
    this.#look(text, PAUSE);
  }

  /** The next page, once. */
  more() {
    if (this.isKnown && !this.isWhole && !this.problem) this.#ask(this.found);
  }

  /** The line is open again: what was refused without it may be answered now. */
  resume() {
    if (this.problem) this.#ask(this.found);
  }

  /** Goes down or up among those found; further down there may be more. @param {1 | -1} step */
  move(step) {
    this.active = Math.max(0, Math.min(this.active + step, this.found.length - 1));
    if (this.active === this.found.length - 1) this.more();
    this.changed();
  }

  /** What was found before stands there until the answer comes: in the middle of a syllable there may be none. */
  #look(text, pause) {
    Object.assign(this, { text, isKnown: false, isWhole: false, problem: null });
    this.#asked++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask([]), pause);
    this.changed();
  }

  /** @param {import('./rooms.js').Room[]} before the pages that there are */
  async #ask(before) {
    const asked = ++this.#asked;
    this.isKnown = false;
    const q = this.text.trim();
    try {
      const { rooms } = await this.#line.ask('chat.directory', { ...(q && { q }), ...(before.length && { after: before.at(-1).name }) });
      if (asked === this.#asked) this.#answered([...before, ...rooms], before.length, rooms.length < PAGE);
    } catch (problem) {
      if (asked === this.#asked) this.#refused(problem, before);
    }
  }

  #answered(found, before, isWhole) {
    Object.assign(this, { found, active: before ? this.active : 0, isKnown: true, isWhole, problem: null });
    this.changed();
  }

  /** Who is too quick is answered a moment later. */
  #refused(problem, before) {
    if (problem.code === 'rate_limited') this.#timer = setTimeout(() => this.#ask(before), 1_000 * (problem.retryAfter ?? 1));
    else Object.assign(this, { found: before, isKnown: true, isWhole: true, problem });
    this.changed();
  }
}

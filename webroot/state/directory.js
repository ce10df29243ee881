import { Observable } from './observable.js';
import { soonAgain } from './soon.js';

/** So long nobody types any more before one asks. */
const PAUSE = 200;
const PAGE = 50;
/** So many are found at most: who does not see it among them writes more. */
const MOST = 1_000;

/**
 * Where pages are asked for; what the text is called there, and what comes; what of the last one says where the next page begins; and what else is asked.
 * @typedef {{ address: string, search: string, of: string, after: string, asks: object }} Source
 */

/** Public rooms, by a part of their names or topics. @type {Source} */
export const PUBLIC_ROOMS = { address: 'chat.directory', search: 'q', of: 'rooms', after: 'name', asks: {} };
/** People, by a part of their names. @type {Source} */
export const EVERYBODY = { address: 'chat.people', search: 'search', of: 'users', after: 'id', asks: { limit: PAGE } };

/**
 * What there is of a kind, a page after the other, by a text.
 * @template {{ id: string }} T
 */
export class Directory extends Observable {
  text = '';
  /** @type {T[]} in the order of the server */
  found = [];
  /** Which of those found Enter opens. */
  active = 0;
  /** Whether there is an answer to what is written now. */
  isKnown = false;
  /** Whether no more are asked for. */
  isWhole = false;
  /** Whether there may be more all the same: they are too many, or an older node knows no further pages. */
  isCut = false;
  /** @type {{ code: string } | null} */
  problem = null;
  #line;
  #source;
  #timer = 0;
  /** Opens the one that Enter meant, once there is an answer to what was written then. @type {((each: T) => void) | null} */
  #opening = null;
  /** Counts what was asked: only the last answer counts. */
  #asked = 0;

  /** @param {import('./chat.js').Line} line @param {Source} source */
  constructor(line, source) {
    super();
    this.#line = line;
    this.#source = source;
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

  /** Enter opens the active one, of what is written now: as soon as there is an answer, if nothing else is written until then. @param {(each: T) => void} open */
  open(open) {
    this.#opening = open;
    if (this.isKnown) this.#openActive();
  }

  /** What was found before stands there until the answer comes: in the middle of a syllable there may be none. */
  #look(text, pause) {
    Object.assign(this, { text, isKnown: false, isWhole: false, isCut: false, problem: null });
    this.#opening = null;
    this.#asked++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask([]), pause);
    this.changed();
  }

  /** @param {T[]} before the pages that there are */
  async #ask(before) {
    const asked = ++this.#asked;
    this.isKnown = false;
    const { address, search, of, after, asks } = this.#source;
    const text = this.text.trim();
    try {
      const { [of]: page } = await this.#line.ask(address, { ...asks, ...(text && { [search]: text }), ...(before.length && { after: before.at(-1)[after] }) });
      if (asked === this.#asked) this.#answered(before, page);
    } catch (problem) {
      if (asked === this.#asked) this.#refused(problem, before);
    }
  }

  #answered(before, page) {
    const known = new Set(before.map(({ id }) => id));
    const fresh = page.filter(({ id }) => !known.has(id));
    const found = [...before, ...fresh];
    const isLast = page.length < PAGE && (fresh.length > 0 || !page.length);
    const isWhole = isLast || !fresh.length || found.length >= MOST;
    Object.assign(this, { found, active: before.length ? this.active : 0, isKnown: true, isWhole, isCut: isWhole && !isLast, problem: null });
    this.changed();
    this.#openActive();
  }

  #openActive() {
    const [open, each] = [this.#opening, this.found[this.active]];
    this.#opening = null;
    if (each) open?.(each);
  }

  /** Who is too quick is answered a moment later. */
  #refused(problem, before) {
    const again = soonAgain(problem, () => this.#ask(before));
    if (again) this.#timer = again;
    else {
      this.#opening = null;
      Object.assign(this, { found: before, isKnown: true, isWhole: true, problem });
    }
    this.changed();
  }
}

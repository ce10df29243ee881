import { Observable } from './observable.js';

const PAGE = 50;
/** So long nobody types any more before one asks. */
const PAUSE = 250;

/** @typedef {{ user: { id: string, name: string }, handle?: string, role: 'person' | 'administrator' | 'owner', active: boolean, created: string, seen?: string }} Profile */

/** All people of the chat, who may come in, and what it is called, for those who see to that. */
export class Administration extends Observable {
  /** @type {Profile[]} */
  people = [];
  text = '';
  /** @type {'name' | 'seen'} */
  sort = 'name';
  /** Whether there are more people than those here. */
  hasMore = false;
  /** Whether `people` answers what was asked last. */
  isKnown = false;
  /** @type {{ code: string } | null} */
  problem = null;
  /** As the server says it, at older nodes without a name; null while that is not known. @type {{ name?: string, guests: boolean, registration: 'open' | 'invitation' | 'closed' } | null} */
  entry = null;
  #door;
  #timer = 0;
  #asked = 0;
  /** How often somebody was changed here: who was asked before may answer as it was. */
  #changes = 0;

  /** @param {any} door */
  constructor(door) {
    super();
    this.#door = door;
  }

  /** From the beginning. */
  async look() {
    Object.assign(this, { people: [], text: '', isKnown: false, hasMore: false, entry: null });
    const asked = this.#ask();
    await this.lookAtEntry();
    await asked;
  }

  /** Who may come in, and what the chat is called. */
  async lookAtEntry() {
    this.entry = await this.#door.entry().catch((problem) => this.#failed(problem) ?? null);
    this.changed();
  }

  /** @param {string} text */
  search(text) {
    Object.assign(this, { text, isKnown: false });
    this.changed();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE);
  }

  /** @param {'name' | 'seen'} sort */
  sortBy(sort) {
    this.sort = sort;
    return this.#ask();
  }

  more() {
    return this.#ask(this.people.at(-1)?.user.id);
  }

  /** Rejects with why not. @param {Profile} person @param {{ active: boolean } | { role: Profile['role'] }} change */
  async change(person, change) {
    await this.#door.changeAccount(person.user.id, change);
    this.#changes += 1;
    this.people = this.people.map((each) => (each.user.id === person.user.id ? { ...each, ...change } : each));
    this.changed();
  }

  /** Rejects with why not. @param {Partial<{ name: string, guests: boolean, registration: 'open' | 'invitation' | 'closed' }>} change */
  async settle(change) {
    // Older nodes know no names, and want the rest as a whole.
    const isOlder = this.entry && !this.entry.name;
    if (isOlder && change.name) return Promise.reject({ code: 'older_nodes' });
    const { guests, registration } = this.entry ?? {};
    this.entry = await this.#door.settleEntry(isOlder ? { guests, registration, ...change } : change).finally(() => this.changed());
    this.changed();
  }

  forget() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    Object.assign(this, { people: [], text: '', isKnown: false, hasMore: false, entry: null, problem: null });
  }

  /** Whoever asks again does not want the answer of before, nor one from before a change. @param {string} [after] */
  async #ask(after = '') {
    const asked = ++this.#asked;
    const changes = this.#changes;
    const search = this.text.trim();
    const query = { sort: this.sort, limit: String(PAGE), ...(search && { search }), ...(after && { after }) };
    const found = await this.#door.accounts(query).then(({ accounts }) => accounts, (problem) => (asked === this.#asked ? this.#failed(problem) : undefined));
    if (asked !== this.#asked || !found) return;
    if (changes !== this.#changes) return void (await this.#ask(after));
    Object.assign(this, { people: after ? [...this.people, ...found] : found, hasMore: found.length === PAGE, isKnown: true, problem: null });
    this.changed();
  }

  #failed(problem) {
    this.problem = problem;
    this.changed();
  }
}

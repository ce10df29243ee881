import { freshClientId } from './client-id.js';
import { concerned } from './membership.js';
import { Observable } from './observable.js';

const PAGE = 500;
/** More are not listed; a private room has 1,000 members at most. */
const MOST = 2_000;

/**
 * People of the room that one looks at, as long as one does, as they are by what happens meanwhile.
 * @template {{ user: import('./messages.js').User }} T
 */
export class RoomPeople extends Observable {
  /** '' while nobody looks. */
  room = '';
  isKnown = false;
  /** @type {{ code: string } | null} why they could not be loaded */
  problem = null;
  #line;
  #address;
  #of;
  #become;
  /** @type {Map<string, T>} */
  #all = new Map();
  /** Another object for each loading. */
  #load = {};
  /** What happened while they were loaded. @type {import('./messages.js').Event[]} */
  #news = [];

  /**
   * @param {import('./chat.js').Line} line @param {string} address that is asked @param {(answer: any) => T[]} of what an answer has of them
   * @param {(event: import('./messages.js').Event) => T | null | undefined} become what somebody is by an event: null for one of them no longer, undefined for what they were
   */
  constructor(line, address, of, become) {
    super();
    this.#line = line;
    this.#address = address;
    this.#of = of;
    this.#become = become;
  }

  /** @returns {T[]} */
  get all() {
    return [...this.#all.values()];
  }

  /** @param {string} user @returns {T | undefined} */
  get(user) {
    return this.#all.get(user);
  }

  /** Loads those of a room. @param {string} room '' for none */
  async look(room) {
    const load = (this.#load = {});
    Object.assign(this, { room, isKnown: false, problem: null });
    this.#all = new Map();
    this.#news = [];
    this.changed();
    if (!room) return;
    try {
      const people = await this.#pages(room, () => load === this.#load);
      if (load === this.#load) this.#come(people);
    } catch (problem) {
      // An older node may know of none.
      if (load === this.#load && problem.code !== 'unknown_address') this.problem = problem;
    }
    this.changed();
  }

  /** The room comes anew: what happened meanwhile, nobody has told. @param {string} room */
  again(room) {
    if (room && room === this.room) this.look(room);
  }

  /** Nobody looks any more. */
  forget() {
    this.look('');
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    const news = room === this.room ? events.filter((event) => this.#become(event) !== undefined) : [];
    if (!news.length) return;
    if (this.isKnown) news.forEach(this.#hear);
    else this.#news.push(...news);
    this.changed();
  }

  /**
   * Asks for something to be done with somebody, and shows it where one still looks at that room then.
   * @param {string} address @param {string} room @param {import('./messages.js').User} user @param {(before: T | undefined) => T | null} become as above @param {object} [more]
   * @returns {Promise<boolean>} whether one does; rejects with a refusal
   */
  async act(address, room, { id: user }, become, more = {}) {
    await this.#line.ask(address, { room, user, id: freshClientId(), ...more });
    if (room !== this.room) return false;
    this.#put(user, become(this.get(user)));
    this.changed();
    return true;
  }

  async #pages(room, isWanted) {
    const all = [];
    let page;
    do {
      const after = all.at(-1)?.user.id;
      page = this.#of(await this.#line.ask(this.#address, { room, limit: PAGE, ...(after && { after }) }));
      all.push(...page);
    } while (page.length === PAGE && all.length < MOST && isWanted());
    return all;
  }

  #come(people) {
    this.isKnown = true;
    for (const each of people) this.#put(each.user.id, each);
    this.#news.splice(0).forEach(this.#hear);
  }

  #hear = (event) => this.#put(concerned(event).id, this.#become(event));

  #put(user, become) {
    if (become) this.#all.set(user, become);
    else this.#all.delete(user);
  }
}

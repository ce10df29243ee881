import { Observable } from './observable.js';

/** CARDS of docs/protocol.md. */
const AT_ONCE = 100;
const REMEMBERED = 2_000;
const ADDRESS = 'chat.cards';
/** Timers stand still while a machine sleeps, and know no time of more than 2^31 ms. */
const LOOK_AGAIN = 60_000;

/**
 * What somebody shows beside the name.
 * @typedef {{ emoji?: string, text?: string, ends?: string }} Status
 * @typedef {{ user: import('./messages.js').User, handle?: string, state?: 'deactivated' | 'deleted', status?: Status, zone?: string, picture?: number }} Card
 */

/** The cards of the people that are shown: each is asked for when it is looked at, many at once, and again when it is told to be another one. */
export class Cards extends Observable {
  /** Another number whenever one of them is another one. */
  version = 0;
  #line;
  #door;
  /** Those that came last at the end; null for whom nothing is known of. @type {Map<string, Card | null>} */
  #all = new Map();
  #wanted = new Set();
  /** Who is called by name only: of them nothing is asked before they have changed. */
  #named = new Set();
  #gone = 0;
  #renamed = 0;
  /** The names that were given of those who are called by that of now; '' where those differ. @type {Map<string, string>} */
  #given = new Map();
  /** What is known of their changes, as the server names it; '' before it has told. */
  #state = '';
  #isAsking = false;
  /** For the next end of a status. */
  #timer = 0;
  /** Another object whenever nothing known counts any more. */
  #era = {};

  /** @param {import('./chat.js').Line} line @param {any} door */
  constructor(line, door) {
    super();
    this.#line = line;
    this.#door = door;
  }

  /** @param {string} id @returns {Card | null} null as long as it is not known */
  of(id) {
    const card = this.#all.get(id);
    if (card === undefined) this.#want(id);
    return card ?? null;
  }

  /** How many are known to have deleted their accounts: what is drawn with names is drawn anew when it is another number. */
  get gone() {
    return this.#gone;
  }

  /** Whether somebody is known to have deleted their account, whatever they are called in the log. @param {string} id */
  isGone(id) {
    return this.#cardOfNamed(id)?.state === 'deleted';
  }

  /** Somebody by the name of now, as far as a change of it was told. @param {import('./messages.js').User} user by that of then */
  called(user) {
    const now = this.#cardOfNamed(user.id)?.user ?? user;
    const before = this.#given.get(now.id) ?? now.name;
    if (this.#given.has(now.id) || this.#given.size < REMEMBERED) this.#given.set(now.id, before === now.name ? before : '');
    return now;
  }

  /** How often somebody got another name than was given: what is drawn with it is drawn anew when it is another number. */
  get renamed() {
    return this.#renamed;
  }

  /** What somebody says to be doing, unless that is over. @param {string} id @returns {Status | null} */
  statusOf(id) {
    const status = this.of(id)?.status;
    return status && !(status.ends && Date.parse(status.ends) <= Date.now()) ? status : null;
  }

  /** Listens to changes. What is told at first is where it stands: until then nothing is asked for, so that no change is missed. */
  begin() {
    this.#line.listen(ADDRESS, this.#state ? { state: this.#state } : {});
    this.#ask();
  }

  /** @param {{ state: string, users?: string[], all?: boolean }} news */
  deliver({ state, users = [], all }) {
    // Where it stands is told anew when another tab begins, which may be later than what this one knows.
    const isElsewhere = users.length === 0 && state !== this.#state;
    const shown = new Set([...this.#all.keys(), ...this.#named]);
    const stale = all || isElsewhere ? shown : users.filter((id) => shown.has(id));
    this.#state = state;
    for (const id of stale) this.#wanted.add(id);
    this.#ask();
  }

  /** Shows oneself otherwise; rejects with why not. @param {{ name?: string, status?: Status | null, zone?: string | null }} change */
  async change(change) {
    this.put(await this.#line.ask('chat.profile', change));
  }

  /** Another picture of oneself; rejects with why not. @param {Blob} picture */
  async show(picture) {
    this.put(await this.#door.putPicture(picture));
  }

  /** No picture any more; rejects with why not. */
  async hide() {
    this.put(await this.#door.deletePicture());
  }

  /** @param {Card} card as the server has just told it */
  put(card) {
    this.#keep(card.user.id, card);
    this.#tell();
  }

  /** Another person signs in, or the store is another one. */
  forget() {
    this.#era = {};
    clearTimeout(this.#timer);
    this.#all.clear();
    this.#wanted.clear();
    this.#named.clear();
    this.#gone = 0;
    this.#given.clear();
    this.#state = '';
    this.#isAsking = false;
  }

  #cardOfNamed(id) {
    const card = this.#all.get(id);
    if (card === undefined && this.#named.size < REMEMBERED) this.#named.add(id);
    return card;
  }

  #want(id) {
    this.#keep(id, null);
    this.#wanted.add(id);
    queueMicrotask(() => this.#ask());
  }

  async #ask() {
    if (!this.#state || this.#isAsking || !this.#wanted.size) return;
    const era = this.#era;
    const users = [...this.#wanted].slice(0, AT_ONCE);
    // Whose change is told meanwhile is wanted again: the answer may be older.
    for (const id of users) this.#wanted.delete(id);
    this.#isAsking = true;
    const answer = await this.#line.ask(ADDRESS, { users }).catch(() => null);
    if (era !== this.#era) return;
    this.#isAsking = false;
    if (!answer) {
      // With the next news, or when the line is open again.
      for (const id of users) this.#wanted.add(id);
      return;
    }
    const found = new Map(answer.cards.map((card) => [card.user.id, card]));
    for (const id of users) this.#keep(id, found.get(id) ?? null);
    this.#tell();
    this.#ask();
  }

  #keep(id, card) {
    if (card?.state === 'deleted' && !this.isGone(id)) this.#gone++;
    if (card && (this.#given.get(id) ?? card.user.name) !== card.user.name) this.#rename(card.user);
    this.#named.delete(id);
    this.#all.delete(id);
    this.#all.set(id, card);
    if (this.#all.size > REMEMBERED) this.#all.delete(this.#all.keys().next().value);
  }

  #rename({ id, name }) {
    this.#renamed++;
    this.#given.set(id, name);
  }

  #tell() {
    this.#awaitEnd();
    this.version++;
    this.changed();
  }

  /** That a status is over nobody is told: whoever shows it looks again at its end. */
  #awaitEnd() {
    clearTimeout(this.#timer);
    const now = Date.now();
    const next = Math.min(...[...this.#all.values()].map((card) => Date.parse(card?.status?.ends ?? '')).filter((end) => end > now));
    if (next === Infinity) return;
    this.#timer = setTimeout(() => (next <= Date.now() ? this.#tell() : this.#awaitEnd()), Math.min(next - now, LOOK_AGAIN));
  }
}

import { Allowance } from './allowance.js';
import { Refusal, registerFrame, unregisterFrame } from './envelope.js';
import { Listening } from './listening.js';

/** ROOMS_PER_CLIENT of docs/protocol.md. */
const PLACES = 200;
/** Half of COMMANDS_PER_SECOND and of its burst: the other half is for what a person does meanwhile. */
const BURST = 100;
const PER_SECOND = 50;
const TICK = 200;
const NO_TIME = new Set(['rate_limited', 'busy', 'internal', 'timeout', 'too_many_connections']);
const FULL = 'too_many_rooms';
/** A room that one was told is archived is heard no more, and read on by who asks again. */
const ARCHIVED = 'room_archived';
const AGAIN_AFTER_SECONDS = 2;
const AT_MOST_SECONDS = 60;
/** So many refusals in a row are worth telling. */
const LONG = 3;

/**
 * `due`: to be registered; `asked`: registered; `paused`: the server had no time; `full`: there is no place for it now.
 * @typedef {{ address: string, rank: number, state: 'due' | 'asked' | 'paused' | 'full', tries: number }} Wanted
 */

/**
 * What one listens to, registered at the wire of the moment: what is looked at comes first, no faster than leaves time for other commands, and no more
 * rooms than the server lets one. What it had no time for is asked for again, from the cursor of then.
 */
export class Registrations {
  #listening = new Listening();
  /** @type {Map<string, Wanted>} */
  #all = new Map();
  #front = 0;
  #back = 0;
  #places = PLACES;
  #allowance = new Allowance(BURST, PER_SECOND);
  #wire = null;
  #isDue = false;
  #isLate = false;
  #timers = new Set();
  #refused;

  /** @param {(address: string, refusal: Refusal) => void} refused tells of what is not heard for now, or at all */
  constructor(refused) {
    this.#refused = refused;
  }

  /** Registers everything at this wire, from the cursors. @param {import('./wire.js').Wire} wire */
  moveTo(wire) {
    this.end();
    this.#wire = wire;
    this.#places = PLACES;
    this.#allowance = wire.registersInOne ? new Allowance(Infinity, 0) : new Allowance(BURST, PER_SECOND);
    for (const wanted of this.#all.values()) wanted.state = 'due';
    this.#soon();
  }

  /** The wire is no more. */
  end() {
    this.#wire = null;
    this.#isLate = false;
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
  }

  clear() {
    this.#listening.clear();
    this.#all.clear();
  }

  /**
   * @param {string} address @param {{ after?: number, epoch?: string, state?: string }} [headers] the cursor, which may go back
   * @param {boolean} [isFirst] before everything else, instead of after it
   */
  add(address, headers, isFirst = false) {
    this.#listening.add(address, headers);
    const known = this.#all.get(address);
    const rank = isFirst ? --this.#front : known?.rank ?? ++this.#back;
    this.#all.set(address, { address, rank, state: 'due', tries: 0 });
    this.#soon();
  }

  /** This is what somebody looks at now. @param {string} address */
  prefer(address) {
    const wanted = this.#all.get(address);
    if (!wanted) return;
    wanted.rank = --this.#front;
    if (wanted.state === 'asked') return;
    wanted.state = 'due';
    this.#soon();
  }

  /** @param {string} address */
  remove(address) {
    const wanted = this.#all.get(address);
    this.#listening.remove(address);
    this.#all.delete(address);
    if (wanted?.state !== 'asked') return;
    this.#wire?.write(unregisterFrame(address));
    for (const each of this.#all.values()) if (each.state === 'full') each.state = 'due';
    this.#soon();
  }

  /** @param {string} address @returns {{ after?: number, epoch?: string } | undefined} from where it would go on */
  of(address) {
    return this.#listening.of(address);
  }

  /** Whether it is registered, rather than waiting for time or a place. @param {string} address */
  isAsked(address) {
    return this.#all.get(address)?.state === 'asked';
  }

  /** @param {string} address @param {any} body as delivered @returns {any} as `advance` of {@link Listening} */
  advance(address, body) {
    const wanted = this.#all.get(address);
    // On its way when the room gave up its place: it is not heard any more, and this comes again when it is.
    if (wanted?.state === 'full') return null;
    if (wanted) wanted.tries = 0;
    // Timers of a hidden page come late.
    if (this.#isLate) this.#register();
    return this.#listening.advance(address, body);
  }

  /** @param {string} address @param {Refusal} refusal of the server */
  refuse(address, refusal) {
    const wanted = this.#all.get(address);
    if (!wanted) return;
    if (NO_TIME.has(refusal.code)) {
      this.#pause(wanted, refusal);
    } else if (refusal.code === ARCHIVED) {
      // One that gave up its place meanwhile is not heard any more anyway.
      if (wanted.state === 'asked') wanted.state = 'due';
      this.#soon();
    } else if (refusal.code === FULL) {
      this.#places = Math.max(1, this.#askedRooms().length - 1);
      wanted.state = 'due';
      this.#soon();
    } else {
      this.#listening.remove(address);
      this.#all.delete(address);
      this.#refused(address, refusal);
    }
  }

  #pause(wanted, refusal) {
    const seconds = refusal.retryAfter ?? Math.min(AT_MOST_SECONDS, AGAIN_AFTER_SECONDS * 2 ** wanted.tries);
    wanted.state = 'paused';
    if (++wanted.tries === LONG) this.#refused(wanted.address, refusal);
    this.#after(seconds * 1000, () => {
      if (wanted.state === 'paused') wanted.state = 'due';
      this.#soon();
    });
  }

  /** Whatever else is asked for in the same breath comes along. */
  #soon() {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#register();
    });
  }

  #register() {
    if (!this.#wire) return;
    const due = [...this.#all.values()].filter(({ state }) => state === 'due').sort(byRank);
    let hasPlace = true;
    for (const wanted of due) {
      if (isRoom(wanted)) hasPlace &&= this.#hasPlace(wanted);
      if (isRoom(wanted) && !hasPlace) this.#postpone(wanted);
      else if (this.#allowance.take()) this.#ask(wanted);
      else return this.#later();
    }
  }

  #ask(wanted) {
    wanted.state = 'asked';
    this.#wire.write(registerFrame(wanted.address, this.#listening.of(wanted.address)));
  }

  #later() {
    if (this.#isLate) return;
    this.#isLate = true;
    this.#after(TICK, () => {
      this.#isLate = false;
      this.#register();
    });
  }

  /** One that is wanted less gives way. */
  #hasPlace({ rank }) {
    const asked = this.#askedRooms();
    if (asked.length < this.#places) return true;
    const last = asked.sort(byRank).at(-1);
    if (last.rank < rank) return false;
    this.#wire.write(unregisterFrame(last.address));
    this.#postpone(last);
    return true;
  }

  #postpone(wanted) {
    wanted.state = 'full';
    this.#refused(wanted.address, new Refusal(FULL));
  }

  #askedRooms() {
    return [...this.#all.values()].filter((wanted) => wanted.state === 'asked' && isRoom(wanted));
  }

  #after(millis, call) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      call();
    }, millis);
    this.#timers.add(timer);
  }
}

const isRoom = ({ address }) => address.startsWith('room.');

const byRank = (one, other) => one.rank - other.rank;

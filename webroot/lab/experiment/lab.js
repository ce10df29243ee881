import { Observable } from '../../state/observable.js';
import { freshClientId } from '../../state/client-id.js';
import { phaseAt } from './phases.js';
import { Row } from './row.js';

/** Messages a second of all ways together; the server allows one person ten. */
export const RATES = { quiet: 0.5, normal: 2, busy: 8 };
const TICK = 250;
const REOPEN_AFTER = 2_000;
const LONGEST = 10 * 60_000;
const MOST_AWAITED = 500;

/**
 * The experiment: one conversation in a room of its own, heard through all doors at once, in which each door speaks in its turn.
 * It knows no network: `doors` and `prepare` are given.
 */
export class Lab extends Observable {
  /** @type {'off' | 'starting' | 'on'} */
  state = 'off';
  /** Why it went off by itself: `hidden`, `time`, or the code of a problem. */
  reason = '';
  rate = 'normal';
  rows;
  said = '';
  refused = 0;
  #doors;
  #prepare;
  #lines = new Map();
  #place = null;
  #sentAt = new Map();
  #timers = [];
  #reopenings = new Map();
  #talk = 0;
  #turn = 0;
  #began = 0;
  #passed = 0;

  /**
   * @param {() => import('../doors/http.js').Door[]} doors
   * @param {() => Promise<import('../doors/http.js').Place>} prepare
   * @param {() => string} nextText of the conversation
   */
  constructor(doors, prepare, nextText) {
    super();
    this.#doors = doors;
    this.#prepare = prepare;
    this.nextText = nextText;
    this.rows = doors().map(({ name }) => new Row(name));
  }

  /** @returns {{ name: string, left: number } | null} null while off */
  get phase() {
    return this.state === 'on' ? phaseAt(performance.now() - this.#began) : null;
  }

  async start() {
    if (this.state !== 'off') return;
    this.#become('starting');
    try {
      const place = await this.#prepare();
      if (this.state === 'starting') this.#begin(place);
    } catch (problem) {
      if (this.state === 'starting') this.stop(problem.code ?? 'internal');
    }
  }

  /** Closes every door. @param {string} [reason] when it is not a person's wish */
  stop(reason = '') {
    this.#timers.splice(0).forEach(clearInterval);
    clearInterval(this.#talk);
    this.rows.forEach((row) => this.#close(row));
    this.#become('off', reason);
  }

  reset() {
    this.rows.forEach((row) => row.clear());
    this.refused = 0;
    this.said = '';
    this.changed();
  }

  /** @param {keyof RATES} rate */
  speakAt(rate) {
    this.rate = rate;
    if (this.state === 'on') this.#speak();
    this.changed();
  }

  /** The door of this name is another one now: its numbers begin anew. @param {string} name */
  replace(name) {
    const row = this.rows.find((each) => each.name === name);
    const wasOpen = this.#lines.has(row) || this.#reopenings.has(row);
    this.#close(row);
    row.clear();
    if (wasOpen) this.#open(row);
    this.changed();
  }

  #begin(place) {
    this.#place = place;
    this.#began = this.#passed = performance.now();
    this.rows.forEach((row) => this.#open(row));
    this.#timers.push(setInterval(() => this.#pass(), TICK));
    this.#speak();
    this.#become('on');
  }

  #become(state, reason = '') {
    Object.assign(this, { state, reason });
    this.changed();
  }

  #open(row) {
    const door = this.#doors().find(({ name }) => name === row.name);
    row.state = 'opening';
    row.problem = '';
    this.#reopenings.delete(row);
    const isCurrent = () => this.#lines.get(row) === line;
    const line = {};
    this.#lines.set(row, line);
    Object.assign(line, door.open(this.#place, row.tally, {
      open: () => isCurrent() && (row.state = 'open'),
      heard: (event) => isCurrent() && this.#heard(row, event),
      took: (millis) => isCurrent() && row.latencies.add(millis),
      refused: (code, times = 1) => isCurrent() && this.#refused(row, code, times),
      closed: (code) => isCurrent() && this.#broken(row, code),
    }));
  }

  #close(row) {
    clearTimeout(this.#reopenings.get(row));
    this.#reopenings.delete(row);
    const line = this.#lines.get(row);
    this.#lines.delete(row);
    line?.close();
    row.state = 'closed';
  }

  /** A door that broke opens again, from the last message on that anybody heard. */
  #broken(row, code) {
    this.#close(row);
    row.state = 'broken';
    row.problem = code;
    if (code === 'unauthenticated') this.stop(code);
    else this.#reopenings.set(row, setTimeout(() => this.#open(row), REOPEN_AFTER));
  }

  #heard(row, { type, seq, id }) {
    if (type !== 'message') return;
    row.tally.delivered++;
    this.#place.after = Math.max(this.#place.after, seq);
    if (this.#sentAt.has(id)) row.latencies.add(performance.now() - this.#sentAt.get(id));
  }

  #refused(row, code, times) {
    row.tally.refused += times;
    row.problem = code;
    if (code === 'rate_limited') this.refused += times;
  }

  #speak() {
    clearInterval(this.#talk);
    this.#talk = setInterval(() => this.phase?.name === 'talk' && this.#say(), 1000 / RATES[this.rate]);
  }

  /** The next door that can says the next thing. */
  #say() {
    const speakers = this.rows.filter((row) => row.state === 'open' && this.#lines.get(row)?.post);
    const row = speakers[this.#turn++ % speakers.length];
    if (!row) return;
    const id = freshClientId();
    this.said = this.nextText();
    row.tally.posted++;
    this.#await(id);
    this.#lines.get(row).post(id, this.said);
  }

  #await(id) {
    this.#sentAt.set(id, performance.now());
    if (this.#sentAt.size > MOST_AWAITED) this.#sentAt.delete(this.#sentAt.keys().next().value);
  }

  #pass() {
    const now = performance.now();
    const silent = this.phase.name === 'silence';
    this.rows.forEach((row) => row.pass(now - this.#passed, silent));
    this.#passed = now;
    if (now - this.#began > LONGEST) this.stop('time');
  }
}

import { Race } from './race.js';

const MINUTE = 60_000;
const INTERVALS = [MINUTE / 2, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE];
/** A proxy that cuts does it sooner than this. */
const TRIAL = 1_500;
/** On a slow network the answer to what was sent takes longer. */
const LONG_TRIAL = 5_000;

/** Tries better ways beside the one that works, more and more rarely. One that opens, answers what it is asked and lives for a moment may take over. */
export class Climb {
  #race = null;
  #trial = null;
  #timers = [];
  #tries = 0;
  #better;
  #open;
  #takeOver;

  /**
   * @param {() => import('./transports/websocket.js').Transport[]} better the ways above the present one, best first
   * @param {(transport: any, events: any) => import('./wire.js').Wire} open
   * @param {(transport: any, wire: import('./wire.js').Wire, reason: string) => void} takeOver
   */
  constructor(better, open, takeOver) {
    this.#better = better;
    this.#open = open;
    this.#takeOver = takeOver;
  }

  /** Tries after the next interval, if there is anything better. */
  later() {
    this.#clear();
    if (!this.#better().length) return;
    const interval = INTERVALS[Math.min(this.#tries++, INTERVALS.length - 1)];
    this.#timers.push(setTimeout(() => this.#try('better'), interval));
  }

  /** The network is another one: tries at once, and begins with short intervals again. @param {string} reason */
  now(reason) {
    this.#tries = 0;
    this.#try(reason);
  }

  /** Puts an open wire to the test. @param {any} transport @param {import('./wire.js').Wire} wire @param {string} reason */
  test(transport, wire, reason) {
    this.#trial?.close();
    this.#trial = wire;
    // One whose node is about to go would end as soon as it had taken over.
    wire.handTo({ open() {}, latency() {}, delivery() {}, refusal() {}, ends: () => wire.close(), close: () => this.#failed(wire) });
    wire.tryOut();
    for (const millis of [TRIAL, LONG_TRIAL]) this.#timers.push(setTimeout(() => this.#look(transport, wire, reason, millis === LONG_TRIAL), millis));
  }

  stop() {
    this.#clear();
    this.#tries = 0;
  }

  #try(reason) {
    this.#clear();
    const better = this.#better();
    if (!better.length) return;
    this.#race = new Race(better, this.#open, {
      won: (transport, wire) => this.test(transport, wire, reason),
      late: (transport, wire) => this.test(transport, wire, reason),
      failed: () => {},
      over: () => this.later(),
    });
  }

  #look(transport, wire, reason, isLast) {
    if (wire !== this.#trial) return;
    const isGood = wire.carried && wire.reaches;
    if (!isGood && !isLast) return;
    this.#trial = null;
    if (isGood) {
      this.#tries = 0;
      this.#takeOver(transport, wire, reason);
    } else {
      wire.close();
      this.later();
    }
  }

  #failed(wire) {
    if (wire !== this.#trial) return;
    this.#trial = null;
    this.later();
  }

  #clear() {
    this.#timers.splice(0).forEach(clearTimeout);
    this.#race?.stop();
    this.#race = null;
    const trial = this.#trial;
    this.#trial = null;
    trial?.close();
  }
}

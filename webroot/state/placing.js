import { Observable } from './observable.js';
import { NO_LINE, PASSING } from './passing.js';

/** So long somebody is kept waiting; then it has failed. */
const PATIENCE = 30_000;
const AGAIN_AFTER = 2_000;

const isPassing = (problem) => problem !== null && (PASSING.has(problem.code) || NO_LINE.has(problem.code));

/** @typedef {{ room: string, what: 'in' | 'muted' | 'favourite', problem: any }} Wish `problem` is null as long as it is being tried */

/**
 * What one wants to be in a room and have of it: to be in it or not, and what one keeps of it for oneself. Asking twice does no harm, so it is asked until it
 * is answered, also over the next line; what is wanted later takes the place of what was wanted before.
 */
export class Placing extends Observable {
  /** @type {Wish[]} */
  #wishes = [];
  /** What goes on when the line is open again. @type {Set<() => void>} */
  #resting = new Set();

  /** Whether it is being tried. @param {string} room @param {Wish['what']} what */
  isBusy(room, what) {
    const wish = this.#of(room, what);
    return wish !== undefined && !wish.problem;
  }

  /** Why something of a room has failed, until it is tried again. @param {string} room @returns {any} null where nothing has */
  problem(room) {
    return this.#wishes.find((wish) => wish.room === room && wish.problem)?.problem ?? null;
  }

  /**
   * @param {string} room @param {Wish['what']} what @param {() => Promise<unknown>} ask rejects with a refusal
   * @returns {Promise<boolean>} whether it came to pass; false if something else is wanted by now; rejects with the refusal that stays
   */
  async wish(room, what, ask) {
    const wish = /** @type {Wish} */ ({ room, what, problem: null });
    const end = Date.now() + PATIENCE;
    this.#become(this.#of(room, what), wish);
    for (;;) {
      const problem = await ask().then(() => null, (refusal) => refusal);
      if (!this.#isWanted(wish)) return false;
      if (!problem) return this.#become(wish), true;
      if (Date.now() >= end || !isPassing(problem)) return this.#fail(wish, problem);
      await this.#rest(problem, end);
      if (!this.#isWanted(wish)) return false;
    }
  }

  /** The line is open (again): what is still wanted goes on, and what has failed for want of it stands there no longer. */
  begin() {
    this.#wishes = this.#wishes.filter(({ problem }) => !isPassing(problem));
    this.changed();
    for (const goOn of this.#resting) goOn();
  }

  /** What has failed in a room is nothing to a room that one may come into anew. @param {(room: string) => boolean} isGone */
  letGo(isGone) {
    const left = this.#wishes.filter(({ room, problem }) => !problem || !isGone(room));
    if (left.length === this.#wishes.length) return;
    this.#wishes = left;
    this.changed();
  }

  /** Another person signs in, or the store is another one. */
  forget() {
    this.#wishes = [];
    this.begin();
  }

  #of(room, what) {
    return this.#wishes.find((wish) => wish.room === room && wish.what === what);
  }

  #isWanted(wish) {
    return this.#wishes.includes(wish);
  }

  #become(before, after = undefined) {
    this.#wishes = [...this.#wishes.filter((each) => each !== before), ...(after ? [after] : [])];
    this.changed();
  }

  #fail(wish, problem) {
    wish.problem = problem;
    this.changed();
    throw problem;
  }

  /** Until it is worth another try: after a while, or when the line is open. */
  async #rest({ retryAfter }, end) {
    const pause = Math.min(retryAfter * 1_000 || AGAIN_AFTER, end - Date.now());
    let goOn = () => {};
    await new Promise((resolve) => {
      goOn = /** @type {() => void} */ (resolve);
      this.#resting.add(goOn);
      setTimeout(goOn, pause);
    });
    this.#resting.delete(goOn);
  }
}

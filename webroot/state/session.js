import { Observable } from './observable.js';

/** Who one is: `unknown` until the server was asked, then `in` or `out`. */
export class Session extends Observable {
  /** @type {'unknown' | 'in' | 'out'} */
  phase = 'unknown';
  user = null;
  node = '';
  epoch = '';
  /** The refusal or reason to show on the sign-in page. */
  problem = null;
  busy = false;
  #door;
  #memory;

  /** @param {{ signIn: Function, signOut: Function, whoAmI: Function }} door @param {import('./memory.js').Memory} memory */
  constructor(door, memory) {
    super();
    this.#door = door;
    this.#memory = memory;
  }

  get lastName() {
    return this.#memory.get('name', '');
  }

  /** Asks once whether a cookie still speaks for somebody. */
  async recall() {
    await this.#enter(() => this.#door.whoAmI(), { silent: 'unauthenticated' });
  }

  /** @param {string} name */
  async signIn(name) {
    await this.#enter(() => this.#door.signIn(name));
    if (this.phase === 'in') this.#memory.set('name', name);
  }

  async signOut() {
    await this.#door.signOut().catch(() => {});
    this.end();
  }

  /** @param {{ user: object, node: string, epoch: string }} who as the server says it now */
  confirm({ user, node, epoch }) {
    Object.assign(this, { phase: 'in', user, node, epoch, problem: null });
    this.changed();
  }

  /** @param {{ code: string }} [problem] why, when it was not one's own wish */
  end(problem = null) {
    Object.assign(this, { phase: 'out', user: null, problem });
    this.changed();
  }

  async #enter(ask, { silent = '' } = {}) {
    this.busy = true;
    this.changed();
    try {
      this.confirm(await ask());
    } catch (problem) {
      this.end(problem.code === silent ? null : problem);
    } finally {
      this.busy = false;
      this.changed();
    }
  }
}

import { Observable } from './observable.js';

const ASK_AGAIN = 1_500;

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
  /** How one wants to come in; '' until that was said, and again once one has come in. @type {'' | 'guest' | 'account' | 'new'} */
  way = '';
  /** The server has let somebody in, who may not have kept the cookie; wired by app.js. */
  letIn = () => {};
  #again = 0;
  #door;
  #memory;

  /** @param {{ signIn: Function, signInWith?: Function, register?: Function, signInWithPasskey?: Function, registerWithPasskey?: Function, signOut: Function, whoAmI: Function }} door @param {import('./memory.js').Memory} memory */
  constructor(door, memory) {
    super();
    this.#door = door;
    this.#memory = memory;
  }

  /** @param {{ id: string } | undefined} user @returns {boolean} */
  isMe(user) {
    return user?.id === this.user?.id;
  }

  get lastName() {
    return this.#memory.get('name', '');
  }

  /**
   * Asks whether a cookie still speaks for somebody, until there is an answer: a server that is away signs nobody out.
   * @param {{ code: string } | null} [refusal] why somebody who wanted in is not
   */
  async recall(refusal = null) {
    clearTimeout(this.#again);
    try {
      this.confirm(await this.#door.whoAmI());
    } catch (problem) {
      // Who was out before still is, and for the same reason.
      if (problem.code === 'unauthenticated') return this.end(this.phase === 'out' ? this.problem : refusal);
      this.problem = problem;
      this.changed();
      clearTimeout(this.#again);
      this.#again = setTimeout(() => this.recall(refusal), ASK_AGAIN + Math.random() * ASK_AGAIN);
    }
  }

  /** @param {'guest' | 'account' | 'new'} way */
  choose(way) {
    Object.assign(this, { way, problem: null });
    this.changed();
  }

  /** Calls whenever another one is in, or nobody any more. @param {(user: string) => void} changed '' for nobody */
  watchUser(changed) {
    let last = '';
    this.watch(() => {
      const user = this.user?.id ?? '';
      if (user === last) return;
      last = user;
      changed(user);
    });
  }

  /** With which handle somebody was here last; '' for a guest. */
  get lastHandle() {
    return this.#memory.get('handle', '');
  }

  /** As a guest. @param {string} name */
  signIn(name) {
    return this.#enter(() => this.#door.signIn(name), { name, handle: '' });
  }

  /** @param {string} handle @param {string} password */
  signInWith(handle, password) {
    return this.#enter(() => this.#door.signInWith(handle, password), { handle });
  }

  /** As a new person with an account. @param {string} handle @param {string} password @param {string} name @param {string} [invitation] the secret of the link by which one has come */
  register(handle, password, name, invitation) {
    return this.#enter(() => this.#door.register(handle, password, name, invitation), { handle });
  }

  /** With any passkey of this address: it says whose it is. */
  signInWithPasskey() {
    return this.#enter(() => this.#door.signInWithPasskey(), {});
  }

  /** As a new person, with a passkey. @param {string} handle @param {string} name @param {string} [invitation] as for a password */
  registerWithPasskey(handle, name, invitation) {
    return this.#enter(() => this.#door.registerWithPasskey({ handle, name, invitation }), { handle });
  }

  /** @param {() => Promise<any>} ask @param {{ name?: string, handle?: string }} remembered for the next time */
  async #enter(ask, remembered) {
    this.busy = true;
    this.changed();
    try {
      const who = await ask();
      this.letIn();
      for (const [key, value] of Object.entries(remembered)) this.#memory.set(key, value);
      if (await this.#isKept(who)) this.confirm(who);
      else this.end({ code: 'no_cookie' });
    } catch (problem) {
      this.end(problem);
    } finally {
      this.busy = false;
      this.changed();
    }
  }

  /** Whether the browser kept the cookie: in a frame of another site, or where cookies are blocked, nobody would be known a moment later. */
  async #isKept({ user }) {
    return this.#door.whoAmI().then((who) => who.user.id === user.id, ({ code }) => code !== 'unauthenticated');
  }

  /** Rejects while the server was not told, as far as is known: then the cookie still speaks for this person. */
  async signOut() {
    await this.#door.signOut().catch((problem) => {
      if (problem.code !== 'unauthenticated' && this.phase === 'in') throw problem;
    });
    this.end();
  }

  /** @param {{ user: object, node: string, epoch: string }} who as the server says it now */
  confirm({ user, node, epoch }) {
    Object.assign(this, { phase: 'in', user, node, epoch, problem: null, way: '' });
    this.changed();
  }

  /** One is called otherwise by now. @param {{ id: string, name: string } | undefined} user */
  become(user) {
    if (!user || user.id !== this.user?.id || user.name === this.user.name) return;
    this.user = user;
    this.changed();
  }

  /** @param {{ code: string }} [problem] why, when it was not one's own wish */
  end(problem = null) {
    Object.assign(this, { phase: 'out', user: null, problem });
    this.changed();
  }
}

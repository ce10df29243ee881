import { Observable } from './observable.js';

/** What makes one more than a guest: a handle, and the sessions on one's devices. */
export class Account extends Observable {
  /** '' for a guest, null while that is not known. @type {string | null} */
  handle = null;
  /** This one, then the one that was used last; null while they are not known. @type {{ id: string, device: string, begun: string, seen: string, here?: boolean }[] | null} */
  sessions = null;
  /** What one may do with the people of the chat. @type {import('./chat-rights.js').ChatRole} */
  role = 'person';
  /** Whether an account has a password. */
  hasPassword = false;
  /** Whether one is somebody at the provider. */
  isLinked = false;
  /** What somebody may do here who is nobody yet. @type {{ name?: string, guests: boolean, registration: string, passwords?: boolean, provider?: { name: string } }} */
  entry = { guests: true, registration: 'open' };
  /** What the chat is called; until that is known, what it was called last in this browser. @type {string} */
  chatName;
  /** The oldest first; null while they are not known. @type {{ id: string, name: string, created: string, used?: string }[] | null} */
  passkeys = null;
  #door;
  #memory;

  /** @param {any} door @param {import('./memory.js').Memory} memory */
  constructor(door, memory) {
    super();
    this.#door = door;
    this.#memory = memory;
    this.chatName = memory.get('chat-name', 'doChat');
  }

  get isOpen() {
    return this.entry.registration === 'open';
  }

  /** Whether a guest may become more: all may, or they have used a link. @param {{ used: string }} invited */
  mayKeep({ used }) {
    return this.handle === '' && (this.isOpen || (this.entry.registration === 'invitation' && used !== ''));
  }

  /** The secret that lets somebody in: one that was used may be taken back by now, and is shown only where one is asked for. @param {{ link: string, used: string }} invited */
  admission({ link, used }) {
    return link || (!this.isOpen && used) || undefined;
  }

  /** Whether this browser has passkeys for pages of this address. */
  get canHavePasskeys() {
    return this.#door.hasPasskeys === true;
  }

  get takesPasswords() {
    return this.entry.passwords !== false;
  }

  /** What people call the OpenID Provider; '' without one. */
  get provider() {
    return this.entry.provider?.name ?? '';
  }

  /** Whether there is another way to sign in than with the provider. */
  get mayUnlink() {
    return (this.hasPassword && this.takesPasswords) || (this.passkeys?.length ?? 0) > 0;
  }

  /** Whether one comes back from the provider, and knows no password. */
  get comesByProvider() {
    return this.provider !== '' && this.isLinked && !this.hasPassword;
  }

  /** What the sign-in page offers. Until that is known, and where it cannot be asked, it is what most chats offer. */
  lookAround() {
    return this.#note(this.#door.entry().then((entry) => {
      this.hearName(entry.name);
      return { entry };
    }));
  }

  /** As the feed tells it, or before one is in the answer about the entrance; older nodes say nothing. @param {string} [name] */
  hearName(name = this.chatName) {
    if (name === this.chatName) return;
    this.#memory.set('chat-name', name);
    this.chatName = name;
    this.changed();
  }

  /** The same whenever that page comes into sight. @param {import('./session.js').Session} session */
  follow(session) {
    let phase = session.phase;
    session.watch(() => {
      const isNews = session.phase !== phase;
      phase = session.phase;
      if (isNews && phase === 'out') this.lookAround();
    });
  }

  /** Whether one is a guest, and may become more. */
  look() {
    return this.#note(Promise.all([this.#door.me(), this.#door.entry()]).then(([{ handle = '', role = 'person', password = false, linked = false }, entry]) => {
      // Who has come with a passkey or from the provider has named no handle.
      if (handle) this.#memory.set('handle', handle);
      return { handle, role, entry, hasPassword: password, isLinked: linked };
    }));
  }

  /** @param {string} handle @param {string} password @param {string} [invitation] the secret of the link by which one has come */
  async keep(handle, password, invitation) {
    await this.#kept(await this.#door.keep(handle, password, invitation), true);
  }

  /** The same with a passkey. @param {string} handle @param {string} [invitation] */
  async keepWithPasskey(handle, invitation) {
    await this.#kept(await this.#door.registerWithPasskey({ handle, invitation }), false);
  }

  /**
   * The page is to go where one says who one is. Rejects with why not.
   * @param {{ to: string, link: boolean }} left where it is, and whether one is linked then, and does not sign in @param {string} [invitation] the secret of a link
   * @param {string} [password] of who is to be linked; '' where a passkey proves who one is
   * @returns {Promise<string>} the address
   */
  async goToProvider(left, invitation, password = '') {
    const go = (proof) => this.#door.goToProvider(invitation, left.link || undefined, proof);
    const { location } = await (left.link ? this.#proving(password, go) : go());
    this.#memory.set('left', left);
    return location;
  }

  /** @param {string} password '' where there is none, or a passkey proves who one is */
  async unlink(password) {
    await this.#proving(password, (proof) => this.#door.unlink(proof));
    await this.#note(Promise.resolve({ isLinked: false }));
  }

  /** Ends all other sessions, too. @param {string} old '' where there is none, or a passkey proves it @param {string} password */
  async changePassword(old, password) {
    await this.#proving(old, ({ password: proven, ...passkey }) => this.#door.changePassword(proven ? { old: proven } : passkey, password));
    await this.list();
  }

  /** Sessions, this one first, and passkeys. */
  async list() {
    await this.#note(this.#door.sessions().then(({ sessions }) => ({ sessions: sessions.sort((a, b) => Number(b.here ?? 0) - Number(a.here ?? 0)) })));
    await this.#note(this.#door.passkeys().then(({ passkeys, password }) => ({ passkeys, hasPassword: password })));
  }

  /** @param {string} name @param {string} password '' where a passkey proves who one is */
  async addPasskey(name, password) {
    await this.#proving(password, (proof) => this.#door.addPasskey(name, proof));
    await this.list();
  }

  /** @param {string} id @param {string} password '' where a passkey proves who one is */
  async removePasskey(id, password) {
    await this.#proving(password, (proof) => this.#door.removePasskey(id, proof));
    await this.list();
  }

  /** @param {string} id */
  async end(id) {
    await this.#door.endSession(id);
    await this.list();
  }

  async endOthers() {
    await this.#door.endOtherSessions();
    await this.list();
  }

  /** For ever; rejects with why not. @param {string} password '' where there is none, or a passkey proves who one is */
  async delete(password) {
    await this.#proving(password, (proof) => this.#door.deleteMe(proof));
    this.#memory.set('handle', '');
  }

  /** Another person signs in. */
  forget() {
    this.role = 'person';
    this.handle = null;
    this.hasPassword = false;
    this.isLinked = false;
    this.sessions = null;
    this.passkeys = null;
  }

  /**
   * With neither, it is that one has signed in just now. At the provider, that is as good as a passkey, which may be lost: it is asked for where that was too
   * long ago, and who has none at hand can sign in there again.
   * @param {string} password @param {(proof: any) => Promise<any>} ask rejects with why not
   */
  async #proving(password, ask) {
    if (password) return ask({ password });
    if (!this.passkeys?.length) return ask({});
    if (!this.isLinked || this.hasPassword) return ask(await this.#door.proveWithPasskey());
    return ask({}).catch(async (problem) => {
      if (problem.code !== 'wrong_password') throw problem;
      return ask(await this.#door.proveWithPasskey().catch(() => Promise.reject({ code: 'sign_in_again' })));
    });
  }

  async #kept({ handle }, hasPassword) {
    this.#memory.set('handle', handle);
    await this.#note(Promise.resolve({ handle, hasPassword }));
  }

  /** What cannot be found out stays as it was: it is asked again whenever somebody looks. */
  async #note(found) {
    const news = await found.catch(() => null);
    if (!news) return;
    Object.assign(this, news);
    this.changed();
  }
}

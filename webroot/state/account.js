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
  /** What somebody may do here who is nobody yet. @type {{ guests: boolean, registration: string, passwords?: boolean, provider?: { name: string } }} */
  entry = { guests: true, registration: 'open' };
  #door;
  #memory;

  /** @param {any} door @param {import('./memory.js').Memory} memory */
  constructor(door, memory) {
    super();
    this.#door = door;
    this.#memory = memory;
  }

  get isOpen() {
    return this.entry.registration === 'open';
  }

  get takesPasswords() {
    return this.entry.passwords !== false;
  }

  /** What people call the OpenID Provider; '' without one. */
  get provider() {
    return this.entry.provider?.name ?? '';
  }

  /** What the sign-in page offers. Until that is known, and where it cannot be asked, it is what most chats offer. */
  lookAround() {
    return this.#note(this.#door.entry().then((entry) => ({ entry })));
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
    return this.#note(Promise.all([this.#door.me(), this.#door.entry()]).then(([{ handle = '', role = 'person', password = false, linked = false }, entry]) => ({ handle, role, entry, hasPassword: password, isLinked: linked })));
  }

  /** @param {string} handle @param {string} password @param {string} [invitation] the secret of the link by which one has come */
  async keep(handle, password, invitation) {
    const me = await this.#door.keep(handle, password, invitation);
    this.#memory.set('handle', me.handle);
    await this.#note(Promise.resolve({ handle: me.handle, hasPassword: true }));
  }

  /**
   * The page is to go where one says who one is. Rejects with why not.
   * @param {{ to: string, link: boolean }} left where it is, and whether one is linked then, and does not sign in @param {string} [invitation] the secret of a link
   * @returns {Promise<string>} the address
   */
  async goToProvider(left, invitation) {
    const { location } = await this.#door.goToProvider(invitation, left.link || undefined);
    this.#memory.set('left', left);
    return location;
  }

  async unlink() {
    await this.#door.unlink();
    await this.#note(Promise.resolve({ isLinked: false }));
  }

  /** Ends all other sessions, too. @param {string | undefined} old where there is one @param {string} password */
  async changePassword(old, password) {
    await this.#door.changePassword(old, password);
    this.hasPassword = true;
    await this.list();
  }

  /** This one first. */
  list() {
    return this.#note(this.#door.sessions().then(({ sessions }) => ({ sessions: sessions.sort((a, b) => Number(b.here ?? 0) - Number(a.here ?? 0)) })));
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

  /** For ever; rejects with why not. @param {string} [password] where there is one */
  async delete(password) {
    await this.#door.deleteMe(password);
    this.#memory.set('handle', '');
  }

  /** Another person signs in. */
  forget() {
    this.role = 'person';
    this.handle = null;
    this.hasPassword = false;
    this.isLinked = false;
    this.sessions = null;
  }

  /** What cannot be found out stays as it was: it is asked again whenever somebody looks. */
  async #note(found) {
    const news = await found.catch(() => null);
    if (!news) return;
    Object.assign(this, news);
    this.changed();
  }
}

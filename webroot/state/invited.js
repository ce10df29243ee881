import { Observable } from './observable.js';

/** The link by which one has come, until it was used or put away. */
export class Invited extends Observable {
  /** The secret in it; '' without one. */
  link = '';
  /** What it is, as soon as that is known. @type {{ role: string, user?: { id: string, name: string }, rooms: { id: string, name: string }[] } | null} */
  what = null;
  /** Why it is of no use. @type {{ code: string } | null} */
  problem = null;
  busy = false;
  #door;
  #memory;
  #guest;

  /** @param {{ lookAtInvitation: Function, useInvitation: Function }} door @param {import('./memory.js').Memory} memory @param {() => string} guest who one is, as long as one is no more; else '' */
  constructor(door, memory, guest) {
    super();
    this.#door = door;
    this.#memory = memory;
    this.#guest = guest;
  }

  /** The secret of the link that this guest has used, also before a reload: it lets them in again, then as an account. '' without one. */
  get used() {
    const { guest, link } = this.#memory.get('invitation', {});
    return link && guest === this.#guest() ? link : '';
  }

  /** Whether it makes one the owner of the chat. */
  get isOfOwner() {
    return this.what?.role === 'owner';
  }

  /** @param {string} link the secret in the address; the same again is looked at again */
  async open(link) {
    Object.assign(this, { link, what: null, problem: null });
    this.changed();
    const found = await this.#door.lookAtInvitation(link).then((what) => ({ what }), (problem) => ({ problem }));
    if (this.link !== link) return;
    Object.assign(this, found);
    this.changed();
  }

  /** Whoever one is by now goes into its rooms. Rejects with why not; then it stays, but where it is of no use any more. */
  async use() {
    const { link } = this;
    this.busy = true;
    this.changed();
    try {
      const used = await this.#door.useInvitation(link);
      if (this.#guest()) this.#memory.set('invitation', { guest: this.#guest(), link });
      if (this.link === link) this.putAway();
      return used;
    } catch (problem) {
      this.problem = problem;
      throw problem;
    } finally {
      this.busy = false;
      this.changed();
    }
  }

  /** One is a guest no longer, or another person comes, for whom the link at hand may be. */
  forget() {
    this.#memory.set('invitation', null);
  }

  putAway() {
    Object.assign(this, { link: '', what: null, problem: null });
    this.changed();
  }
}

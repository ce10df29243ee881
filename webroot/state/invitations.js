import { Observable } from './observable.js';

/** @typedef {{ id: string, rooms: { id: string, name: string }[], ends: string, uses: number, used: number, revoked?: true, user?: { id: string, name: string } }} Invitation */

/** The links that one has made, and the one that was made last, whose secret is told once. */
export class Invitations extends Observable {
  /** The newest first; null while they are not known. @type {Invitation[] | null} */
  all = null;
  /** The secret of the newest one; '' for none. */
  made = '';
  /** The room that they lead into; null for the chat alone. @type {{ id: string, name: string } | null} */
  room = null;
  #door;

  /** @param {any} door */
  constructor(door) {
    super();
    this.#door = door;
  }

  /** @param {{ id: string, name: string } | null} room */
  async look(room) {
    Object.assign(this, { room, made: '', all: null });
    this.changed();
    await this.#list();
  }

  /** Those that still let somebody in, to where one looks. @returns {Invitation[]} */
  get open() {
    const isThere = ({ rooms }) => (this.room ? rooms.some(({ id }) => id === this.room.id) : !rooms.length);
    return (this.all ?? []).filter((each) => !each.revoked && each.used < each.uses && Date.parse(each.ends) > Date.now() && isThere(each));
  }

  /** Rejects with why not. @param {number} uses @param {number} hours */
  async make(uses, hours) {
    const { invitation } = await this.#door.makeInvitation({ rooms: this.room ? [this.room.id] : [], uses, hours });
    this.made = invitation;
    await this.#list();
  }

  /** Rejects with why not. @param {string} id */
  async revoke(id) {
    await this.#door.revokeInvitation(id);
    this.made = '';
    await this.#list();
  }

  forget() {
    Object.assign(this, { room: null, made: '', all: null });
  }

  async #list() {
    this.all = (await this.#door.invitations()).invitations;
    this.changed();
  }
}

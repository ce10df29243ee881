import { concerned, isOfMembers, placeBy } from './membership.js';
import { RoomPeople } from './room-people.js';

/** @typedef {{ user: import('./messages.js').User, role: import('./rooms.js').Role }} Member */

/** Who is in the room that one looks at the members of, and what one does about that. @extends {RoomPeople<Member>} */
export class Members extends RoomPeople {
  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super(line, 'chat.members', ({ members }) => members, become);
  }

  /** @param {string} user */
  has(user) {
    return this.get(user) !== undefined;
  }

  /**
   * One after another, to the room that one looks at now, whatever one looks at when the last of them is in.
   * @param {import('./messages.js').User[]} users @param {(user: import('./messages.js').User) => void} [invited] one is in, while one still looks there
   * @returns {Promise<void>} rejects with the first refusal
   */
  async invite(users, invited = () => {}) {
    const { room } = this;
    for (const user of users) {
      const isSeen = await this.act('chat.invite', room, user, (before) => before ?? { user, role: 'member' });
      if (isSeen) invited(user);
    }
  }

  /** @param {import('./messages.js').User} user @returns {Promise<boolean>} whether one still looks; rejects with a refusal, as those below do */
  remove(user) {
    return this.act('chat.remove', this.room, user, () => null);
  }

  /** Also who is no member. @param {import('./messages.js').User} user @param {string} [room] */
  ban(user, room = this.room) {
    return this.act('chat.ban', room, user, () => null);
  }

  /** @param {import('./messages.js').User} user @param {import('./rooms.js').Role} role */
  give(user, role) {
    return this.act('chat.role', this.room, user, () => ({ user, role }), { role });
  }
}

/** @param {import('./messages.js').Event} event @returns {Member | null | undefined} */
function become(event) {
  const place = isOfMembers(event) ? placeBy(event) : undefined;
  return place === 'out' ? null : place && { user: concerned(event), role: place };
}

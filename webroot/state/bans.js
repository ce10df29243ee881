import { RoomPeople } from './room-people.js';

/** @typedef {{ user: import('./messages.js').User, by: import('./messages.js').User, at: string }} Ban */

/** Who is banned from the room that one looks at the bans of, for who keeps order there. @extends {RoomPeople<Ban>} */
export class Bans extends RoomPeople {
  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super(line, 'chat.bans', ({ bans }) => bans, become);
  }

  /** @param {import('./messages.js').User} user @returns {Promise<boolean>} whether one still looks; rejects with a refusal */
  lift(user) {
    return this.act('chat.unban', this.room, user, () => null);
  }
}

/** @param {import('./messages.js').Event} event */
function become({ type, user: by, whom: user, at }) {
  if (type === 'ban') return { user, by, at };
  return type === 'unban' ? null : undefined;
}

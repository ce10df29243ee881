/** What of a room its people settle. Where they have not, all but the name and the topic is undefined. */
const FACTS = ['name', 'topic', 'archived', 'posting', 'inviting', 'history', 'slow', 'reads'];

/** What each event makes of a room. @type {Record<string, (text: string) => Partial<import('./rooms.js').Room>>} */
const SETTLES = {
  rename: (name) => ({ name }),
  topic: (topic) => ({ topic }),
  archive: () => ({ archived: true }),
  unarchive: () => ({ archived: undefined }),
  posting: (role) => ({ posting: role === 'moderator' ? role : undefined }),
  inviting: (role) => ({ inviting: role === 'moderator' ? role : undefined }),
  history: (seen) => ({ history: seen === 'joined' ? seen : undefined }),
  slow: (seconds) => ({ slow: Number(seconds) || undefined }),
  reads: (shown) => ({ reads: shown === 'true' || undefined }),
};

/** @param {import('./messages.js').Event} event @returns {boolean} whether it is about the room itself */
export const isSettling = ({ type }) => type in SETTLES;

/** What of a room is otherwise by such an event. @param {import('./messages.js').Event} event @returns {Partial<import('./rooms.js').Room>} */
export const settledBy = ({ type, text }) => SETTLES[type](text);

/** What is settled for a room. @param {import('./rooms.js').Room} room @returns {Partial<import('./rooms.js').Room>} */
export const settledFor = (room) => Object.fromEntries(FACTS.map((fact) => [fact, room[fact]]));

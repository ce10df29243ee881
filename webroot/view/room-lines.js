import { isDirect } from '../state/rights.js';

/**
 * `face` is the id of the other one of a conversation of two; `here`: whether somebody of the others is.
 * @typedef {{ name: string, kind: import('../state/rooms.js').Room['kind'], face: string, here: boolean }} Sign
 * @typedef {Sign & { id: string, topic: string, unread: number, mentioned: boolean, open: boolean, draft: boolean,
 *   deaf: boolean }} Line
 */

/** The line of each room, as it was last. @type {Map<string, Line>} */
const known = new Map();

/**
 * What stands in the list of these rooms. A line that has not changed is the same object again: that is how a view tells.
 * @param {Pick<import('../state/chat.js').Chat, 'rooms' | 'layout' | 'drafts' | 'live' | 'session' | 'presence'>} chat
 * @param {readonly import('../state/rooms.js').Room[]} rooms
 * @returns {Line[]} one for each, in their order
 */
export const lines = (chat, rooms) => rooms.map((room) => kept(line(chat, room)));

/**
 * What a room is told by: its kind, and of a direct conversation who it is with.
 * @param {Pick<import('../state/chat.js').Chat, 'session' | 'presence'>} chat @param {import('../state/rooms.js').Room} room @returns {Sign}
 */
export function signOf({ session, presence }, { id, name, kind, people = [] }) {
  if (!isDirect({ kind })) return { name, kind, face: '', here: false };
  const others = new Set(people.map((user) => user.id).filter((user) => user !== session.user?.id));
  return { name, kind, face: others.size === 1 ? [...others][0] : '', here: presence.here(id).users.some((user) => others.has(user.id)) };
}

function line(chat, room) {
  const { rooms, layout, drafts, live } = chat;
  const { id, topic } = room;
  const open = layout.room === id;
  return { id, ...signOf(chat, room), topic, unread: rooms.unread(room), mentioned: rooms.mentions(room) > 0, open, draft: !open && drafts.has(id), deaf: live.isDeaf(id) };
}

function kept(line) {
  const before = known.get(line.id);
  if (before && isSame(before, line)) return before;
  known.set(line.id, line);
  return line;
}

const isSame = (one, other) => Object.keys(one).every((what) => one[what] === other[what]);

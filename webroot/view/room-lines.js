/** @typedef {{ id: string, name: string, topic: string, unread: number, mentioned: boolean, open: boolean, draft: boolean, deaf: boolean }} Line */

/** The line of each room, as it was last. @type {Map<string, Line>} */
const known = new Map();

/**
 * What stands in the list of these rooms. A line that has not changed is the same object again: that is how a view tells.
 * @param {Pick<import('../state/chat.js').Chat, 'rooms' | 'reading' | 'layout' | 'drafts' | 'live'>} chat
 * @param {readonly import('../state/rooms.js').Room[]} rooms
 * @returns {Line[]} one for each, in their order
 */
export const lines = (chat, rooms) => rooms.map((room) => kept(line(chat, room)));

function line({ rooms, reading, layout, drafts, live }, room) {
  const { id, name, topic } = room;
  const open = layout.room === id;
  return { id, name, topic, unread: rooms.unread(room), mentioned: reading.mentions.has(id), open, draft: !open && drafts.has(id), deaf: live.isDeaf(id) };
}

function kept(line) {
  const before = known.get(line.id);
  if (before && isSame(before, line)) return before;
  known.set(line.id, line);
  return line;
}

const isSame = (one, other) => one.name === other.name && one.topic === other.topic && one.unread === other.unread
  && one.mentioned === other.mentioned && one.open === other.open && one.draft === other.draft && one.deaf === other.deaf;

/** @typedef {Pick<import('../state/chat.js').Chat, 'rooms' | 'layout'>} Place */

/** Other rooms than the open one in which something unread calls for attention. @param {Place} place @returns {import('../state/rooms.js').Room[]} */
export const unreadElsewhere = ({ rooms, layout }) => [...rooms.all.values()].filter((room) => room.id !== layout.room && rooms.attention(room) > 0);

/** The next of them down the list after the open one, and round. @param {Place} place @returns {import('../state/rooms.js').Room | undefined} */
export function nextUnread({ rooms, layout }) {
  const { favourite, mine: joined, direct, archived } = rooms.sections();
  const mine = [...favourite, ...joined, ...direct, ...archived];
  const open = mine.findIndex(({ id }) => id === layout.room);
  return [...mine.slice(open + 1), ...mine.slice(0, Math.max(0, open))].find((room) => rooms.attention(room) > 0);
}

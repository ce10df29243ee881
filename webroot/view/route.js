/** The open room is in the address, and so may one of its messages be, so that back, forward and links work. */
const PLACE = /^#\/room\/(.+?)(?:\/([1-9]\d{0,14}))?$/;

/** @param {string} room @param {number} [seq] of one of its messages @returns {string} the address from the page on; that of the list of rooms for '' */
export const address = (room, seq) => (room ? `#/room/${encodeURIComponent(room)}${seq ? `/${seq}` : ''}` : '#/');

/** @param {string} room '' for the list of rooms */
export function go(room) {
  location.hash = address(room);
}

/** @returns {{ room: string, seq: number }} what the address leads to; '' is no room, and 0 no message */
export function here() {
  const [, room = '', seq = 0] = PLACE.exec(location.hash) ?? [];
  try {
    return { room: decodeURIComponent(room), seq: Number(seq) };
  } catch {
    return { room: '', seq: 0 };
  }
}

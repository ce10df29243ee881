/** The open room is in the address, so that back, forward and links work. */

/** @param {string} room '' for the list of rooms */
export function go(room) {
  location.hash = room ? `#/room/${encodeURIComponent(room)}` : '#/';
}

/** @returns {string} the room of the address, or '' */
export function here() {
  const [, room] = /^#\/room\/(.+)$/.exec(location.hash) ?? [];
  try {
    return room ? decodeURIComponent(room) : '';
  } catch {
    return '';
  }
}

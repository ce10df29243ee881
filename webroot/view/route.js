/** The open room is in the address, and so may one of its threads and one of its messages be, so that back, forward and links work. */
const PLACE = /^#\/room\/(.+?)(?:\/thread\/([1-9]\d{0,14}))?(?:\/([1-9]\d{0,14}))?$/;

/**
 * @param {string} room @param {number} [seq] of one of its messages @param {number} [thread] that is open beside it
 * @returns {string} the address from the page on; that of the list of rooms for ''
 */
export const address = (room, seq, thread) => (room ? `#/room/${encodeURIComponent(room)}${thread ? `/thread/${thread}` : ''}${seq ? `/${seq}` : ''}` : '#/');

/** An invitation is left for good: the way back does not lead to it, and its secret does not stay in the history. @param {string} room '' for the list of rooms @param {number} [seq] @param {number} [thread] @returns {boolean} whether it is another address */
export function go(room, seq, thread) {
  const before = location.hash;
  if (invitationHere()) location.replace(address(room, seq, thread));
  else location.hash = address(room, seq, thread);
  return location.hash !== before;
}

const INVITATION = /^#\/invitation\/([\w-]{43})$/;

/** The secret of the link by which somebody has come; '' without one. It is no part of what a server is asked for. */
export const invitationHere = () => INVITATION.exec(location.hash)?.[1] ?? '';

const BACK = /^#\/back(?:\/([a-z_]{1,40}))?$/;

/**
 * Whether the page comes back from where one has said who one is. Then its address is the one of before.
 * @param {import('../state/memory.js').Memory} memory @returns {{ problem: { code: string } | null, isLink: boolean } | null} why it has failed, and whether one was to be linked
 */
export function cameBack(memory) {
  const found = BACK.exec(location.hash);
  if (!found) return null;
  const { to = '', link = false } = memory.get('left') ?? {};
  memory.set('left', null);
  history.replaceState(null, '', to.startsWith('#') && !BACK.test(to) ? to : '#/');
  return { problem: found[1] ? { code: found[1] } : null, isLink: link };
}

/** @param {string} secret @returns {string} the whole link */
export const linkOf = (secret) => `${location.origin}/#/invitation/${secret}`;

/** @returns {{ room: string, seq: number, thread: number }} what the address leads to; '' is no room, and 0 no message */
export function here() {
  const [, room = '', thread = 0, seq = 0] = PLACE.exec(location.hash) ?? [];
  try {
    return { room: decodeURIComponent(room), seq: Number(seq), thread: Number(thread) };
  } catch {
    return { room: '', seq: 0, thread: 0 };
  }
}

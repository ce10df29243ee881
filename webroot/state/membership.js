import { isSettling } from './settled.js';

/** Events that are about who is in a room, and as what. */
const KINDS = new Set(['invite', 'join', 'remove', 'role', 'leave', 'ban', 'unban']);

/** Events by which somebody is a member no longer. */
const ENDS = new Set(['remove', 'leave', 'ban']);

/** @param {import('./messages.js').Event} event @returns {boolean} whether it is about a room's members */
export const isOfMembers = ({ type }) => KINDS.has(type);

/** Of one part of a log, the newest; as a page has them. Those by which people come and go are counted by themselves: many of them take nothing else away. */
const NOTES_KEPT = 500;

/** @param {import('./messages.js').Event} event @returns {boolean} whether somebody comes or goes by it of their own will */
export const isPassing = ({ type }) => type === 'join' || type === 'leave';

/** @param {import('./messages.js').Event} event @returns {boolean} whether it has a line of its own in the timeline: it is about members or the room itself, or pins a message */
export const isNote = (event) => isOfMembers(event) || isSettling(event) || event.type === 'pin';

/** @param {import('./messages.js').Event} event @returns {import('./rooms.js').Role | 'out' | undefined} what becomes of a place in the room by it; undefined where nothing does */
export const placeBy = ({ type, text }) => (ENDS.has(type) ? 'out' : /** @type {import('./rooms.js').Role} */ (text) || undefined);

/**
 * What becomes of somebody's place in a room by these events.
 * @param {import('./messages.js').Event[]} events @param {string | undefined} user
 * @returns {import('./rooms.js').Role | 'out' | undefined} undefined where nothing does
 */
export function placeAfter(events, user) {
  const last = events.findLast((event) => isOfMembers(event) && concerned(event).id === user);
  return last && placeBy(last);
}

/**
 * Who cannot be called in a room, as far as these events tell: who is banned, and where not everybody may come in, who is a member no longer.
 * @param {import('./messages.js').Event[]} events @param {boolean} isOpen @returns {Set<string>} their ids
 */
export function outsiders(events, isOpen) {
  const out = new Set();
  for (const event of events.filter((each) => (isOpen ? each.type === 'ban' || each.type === 'unban' : isOfMembers(each) && each.type !== 'unban'))) {
    if (ENDS.has(event.type)) out.add(concerned(event).id);
    else out.delete(concerned(event).id);
  }
  return out;
}

/** The newest notes of a part of a log, each once, in rising order. @param {import('./messages.js').Event[]} events @param {{ first: number, last: number }} part */
export function notesWithin(events, { first, last }) {
  const within = new Map(events.filter((event) => isNote(event) && first <= event.seq && event.seq <= last).map((event) => [event.seq, event]));
  const sorted = [...within.values()].sort((one, other) => one.seq - other.seq);
  const kept = new Set([true, false].flatMap((is) => sorted.filter((event) => isPassing(event) === is).slice(-NOTES_KEPT)));
  return sorted.filter((event) => kept.has(event));
}

/** Who is out, in, or something else by it. @param {import('./messages.js').Event} event @returns {import('./messages.js').User} */
export const concerned = ({ whom, user }) => whom ?? user;

import { t } from '../i18n/index.js';
import { nameOf } from '../i18n/names.js';
import { when } from '../i18n/times.js';
import { isDirect } from '../state/rights.js';
import { plain } from './text/plain.js';

/**
 * `face` is the id of the other one of a conversation of two, `picture` that of theirs; `here`: whether somebody of the others is.
 * @typedef {{ name: string, kind: import('../state/rooms.js').Room['kind'], face: string, picture: number, here: boolean }} Sign
 * `said` is what was said last, and by whom; `time`: when. Both are empty where nothing was.
 * @typedef {Sign & { id: string, topic: string, said: string, time: string, unread: number, mentioned: boolean, muted: boolean, open: boolean, draft: boolean,
 *   deaf: boolean }} Line
 */

/** The line of each room, as it was last. @type {Map<string, Line>} */
const known = new Map();

/**
 * What stands in the list of these rooms. A line that has not changed is the same object again: that is how a view tells.
 * @param {Pick<import('../state/chat.js').Chat, 'rooms' | 'layout' | 'drafts' | 'draftsElsewhere' | 'live' | 'session' | 'presence' | 'cards'>} chat
 * @param {readonly import('../state/rooms.js').Room[]} rooms
 * @returns {Line[]} one for each, in their order
 */
export const lines = (chat, rooms) => rooms.map((room) => kept(line(chat, room)));

/**
 * What a room is told by: its kind, and of a direct conversation who it is with.
 * @param {Pick<import('../state/chat.js').Chat, 'session' | 'presence' | 'cards'>} chat @param {import('../state/rooms.js').Room} room @returns {Sign}
 */
export function signOf({ session, presence, cards }, { id, name, kind, people = [] }) {
  if (!isDirect({ kind })) return { name, kind, face: '', picture: 0, here: false };
  const others = new Set(people.map((user) => user.id).filter((user) => user !== session.user?.id));
  const face = others.size === 1 ? [...others][0] : '';
  return { name, kind, face, picture: (face && cards.of(face)?.picture) || 0, here: presence.here(id).users.some((user) => others.has(user.id)) };
}

function line(chat, room) {
  const { rooms, layout, drafts, draftsElsewhere, live } = chat;
  const { id, topic, last } = room;
  const open = layout.room === id;
  const sign = signOf(chat, room);
  const said = last ? { said: words(chat, sign, last), time: when(new Date(last.at)) } : { said: '', time: '' };
  return { id, ...sign, topic, ...said, unread: rooms.unread(room), mentioned: rooms.mentions(room) > 0, muted: Boolean(room.muted), open, draft: !open && (drafts.has(id) || draftsElsewhere.has(id)), deaf: live.isDeaf(id) };
}

/** In a conversation of two everybody knows who it was that did not say it oneself. */
function words({ session }, { face }, { user, text }) {
  const shown = plain(text);
  if (user.id === session.user?.id) return t.saidByMe(shown);
  return face ? shown : t.saidBy(nameOf(user), shown);
}

function kept(line) {
  const before = known.get(line.id);
  if (before && isSame(before, line)) return before;
  known.set(line.id, line);
  return line;
}

const isSame = (one, other) => Object.keys(one).every((what) => one[what] === other[what]);

import { mayAdminister } from './chat-rights.js';

/** @typedef {import('./rooms.js').Room} Room @typedef {import('./rooms.js').Role} Role */

/** From the one that may most. @type {Role[]} */
export const ROLES = ['owner', 'moderator', 'member', 'reader'];

/** What is not said is as it was before there were kinds and roles. @param {Pick<Room, 'kind'>} room */
export const isPublic = ({ kind = 'public' }) => kind === 'public';

/** @param {Pick<Room, 'kind'>} room */
export const isPrivate = ({ kind }) => kind === 'private';

/** @param {Pick<Room, 'kind'>} room */
export const isDirect = ({ kind }) => kind === 'direct';

/** Whether one may only read it: of a public room also who is not in it, and has been made one that stays so. @param {Pick<Room, 'role'>} room */
export const isReader = ({ role }) => role === 'reader';

/** Whether one may react in it. @param {Room} room */
export const mayReact = (room) => !room.archived && !isReader(room);

/** Whether one may take back a reaction of one's own; that of somebody who may only read has come before that. @param {Room} room */
export const mayTakeBack = (room) => !room.archived;

/** Whether one may write in it; who has not joined does so by that. @param {Room} room */
export const mayPost = (room) => mayReact(room) && (room.posting !== 'moderator' || mayModerate(room));

/** How many seconds have to pass between two messages of one's own: none for who keeps order, nor for who may not write. @param {Room} room */
export const pauseIn = (room) => (mayPost(room) && !mayModerate(room) && room.slow) || 0;

/** @param {Room} room */
export const mayInvite = (room) => isPrivate(room) && room.joined && mayReact(room) && (room.inviting !== 'moderator' || mayModerate(room));

/** Whether one may say what the room keeps at hand. @param {Room} room */
export const mayPin = (room) => mayReact(room) && (isPublic(room) ? mayModerate(room) : room.joined);

/** Whether one may say what the room is called and how it goes there. @param {Room} room */
export const maySettle = (room) => !isDirect(room) && mayModerate(room);

/** Whether one may say if its members see how far each of them has read; of a conversation nothing else is settled. @param {Room} room */
export const maySettleReads = (room) => (isDirect(room) ? room.joined : isPrivate(room) && mayModerate(room)) && (Boolean(room.reads) || room.members <= SEEN_AMONG);

/** Whether one may close it, and open it again. @param {Room} room */
export const mayArchive = (room) => maySettle(room) && room.role === 'owner';

/** Whether there is something for one to settle: in a room that is archived, that it is open again. @param {Room} room */
export const hasSettings = (room) => (room.archived ? mayArchive(room) : maySettle(room) || maySettleReads(room));

/** Whether one may delete what others wrote. @param {Room} room */
export const mayModerate = (room) => room.joined && (room.role === 'owner' || room.role === 'moderator');

/** Whether one may say that one follows a thread, or does not. @param {Room} room */
export const mayFollow = (room) => room.joined && !room.archived;

/** In a larger room only who keeps order calls all at once; as the server has it. */
const CALLED_AT_ONCE = 30;

/** @param {Room} room */
export const mayCallAll = (room) => room.members <= CALLED_AT_ONCE || mayModerate(room);

/** In a small room its members see who has read a message; as the server has it. */
const SEEN_AMONG = 20;

/** @param {Room} room */
export const maySeeReaders = (room) => room.joined && room.members <= SEEN_AMONG;

/** Whether something can be unread again from this message on: who writes has read their own. @param {Room} room @param {{ messages: import('./messages.js').Message[], attached: boolean }} timeline @param {number} seq @param {string | undefined} me */
export const mayMarkUnread = (room, { messages, attached }, seq, me) => room.joined && (!attached || messages.some((each) => each.seq >= seq && each.user.id !== me && !each.deleted));

/** @param {Room} room @param {Role} role of the other one */
export const mayRemove = (room, role) => isPrivate(room) && mayModerate(room) && (room.role === 'owner' || isBelow(role));

/** Whether one may see who is banned, and lift bans. @param {Room} room */
export const maySeeBans = (room) => !isDirect(room) && mayModerate(room);

/** @param {Room} room */
export const mayLiftBans = (room) => maySeeBans(room) && !room.archived;

/** @param {Room} room @param {Role} [role] of the other one; none where that is not known, or they are no member */
export const mayBan = (room, role) => maySeeBans(room) && (room.role === 'owner' || !role || isBelow(role));

/**
 * What one may do with a message. Who may only read opens its thread, and so does everybody where it was deleted; one's own goes whenever one likes.
 * @param {Room} room @param {Pick<import('./messages.js').Message, 'user' | 'thread' | 'replies' | 'deleted'>} message @param {string | undefined} me
 * @returns {Set<'react' | 'reply' | 'thread' | 'pin' | 'edit' | 'delete'>}
 */
export function actsOn(room, { user, thread, replies, deleted }, me) {
  const isOwn = user.id === me;
  const may = { thread: Boolean(thread || replies), react: mayReact(room), reply: mayPost(room), pin: mayPin(room), edit: mayPost(room) && isOwn,
    delete: isOwn || mayModerate(room) };
  return new Set(/** @type {any} */ (Object.keys(may).filter((act) => may[act] && (!deleted || act === 'thread'))));
}

/** Conversations of a few have no one who is above others, and end with nobody. @param {Room} room */
export const mayLeave = (room) => room.joined && !isDirect(room);

/**
 * @param {Room} room @param {Role} role that the other one has @param {boolean} [mayName] whether one names an owner
 * @returns {Role[]} those that one may give them, with the one they have; none where it must stay
 */
export function rolesToGive(room, role, mayName = false) {
  const roles = rolesInOpen(room, role, mayName);
  // Nothing but this: who could not hand it on could not leave it, and nobody else opens it.
  if (room.archived) return role !== 'owner' && roles.includes('owner') ? ROLES.filter((each) => each === 'owner' || each === role) : [];
  return roles;
}

/** The same of a room that is not archived. @param {Room} room @param {Role} role @param {boolean} mayName @returns {Role[]} */
function rolesInOpen(room, role, mayName) {
  if (room.joined && room.role === 'owner' && !isDirect(room)) return ROLES;
  const below = !isDirect(room) && mayModerate(room) && isBelow(role) ? ['member', 'reader'] : [];
  return mayName ? ROLES.filter((each) => each === 'owner' || each === role || below.includes(each)) : /** @type {Role[]} */ (below);
}

/**
 * Whether one names the owner of a public room that has none: who keeps order in the chat does. Who is deactivated owns nothing.
 * @param {Room} room @param {string} chatRole one's own @param {{ user: { id: string }, role: Role }[]} members @param {(user: string) => boolean} isOut
 */
export const mayNameOwner = (room, chatRole, members, isOut) => isPublic(room) && mayAdminister(chatRole) && !members.some(({ user, role }) => role === 'owner' && !isOut(user.id));

const isBelow = (role) => role === 'member' || role === 'reader';

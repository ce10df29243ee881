/** @typedef {import('./rooms.js').Room} Room @typedef {import('./rooms.js').Role} Role */

/** From the one that may most. @type {Role[]} */
export const ROLES = ['owner', 'moderator', 'member', 'reader'];

/** What is not said is as it was before there were kinds and roles. @param {Pick<Room, 'kind'>} room */
export const isPublic = ({ kind = 'public' }) => kind === 'public';

/** @param {Pick<Room, 'kind'>} room */
export const isPrivate = ({ kind }) => kind === 'private';

/** @param {Pick<Room, 'kind'>} room */
export const isDirect = ({ kind }) => kind === 'direct';

/** Whether one may write and react in it; who has not joined does so by that. @param {Room} room */
export const mayPost = (room) => !(room.joined && room.role === 'reader');

/** @param {Room} room */
export const mayInvite = (room) => isPrivate(room) && room.joined && mayPost(room);

/** Whether one may delete what others wrote. @param {Room} room */
export const mayModerate = (room) => room.joined && (room.role === 'owner' || room.role === 'moderator');

/** @param {Room} room @param {Role} role of the other one */
export const mayRemove = (room, role) => isPrivate(room) && mayModerate(room) && (room.role === 'owner' || isBelow(role));

/** Conversations of a few have no one who is above others, and end with nobody. @param {Room} room */
export const mayLeave = (room) => room.joined && !isDirect(room);

/** @param {Room} room @param {Role} role that the other one has @returns {Role[]} those that one may give them, with the one they have; none where it must stay */
export function rolesToGive(room, role) {
  // What everybody may read has no readers.
  if (room.joined && room.role === 'owner' && !isDirect(room)) return ROLES.filter((each) => each !== 'reader' || isPrivate(room));
  return isPrivate(room) && mayModerate(room) && isBelow(role) ? ['member', 'reader'] : [];
}

const isBelow = (role) => role === 'member' || role === 'reader';

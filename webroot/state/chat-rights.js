/** @typedef {'owner' | 'administrator' | 'person'} ChatRole */

/** From the one that may most. @type {ChatRole[]} */
export const CHAT_ROLES = ['owner', 'administrator', 'person'];

/** Whether one sees all people, and says who may come in. @param {string} mine */
export const mayAdminister = (mine) => mine === 'owner' || mine === 'administrator';

/** Owners decide about all, administrators about those below them. @param {string} mine @param {ChatRole} role of the other one */
export const mayDeactivate = (mine, role) => mine === 'owner' || (mine === 'administrator' && role === 'person');

/** Those that one may give somebody, with the one they have; none where it must stay. @param {string} mine @param {ChatRole} role @param {boolean} isMe @returns {ChatRole[]} */
export function chatRolesToGive(mine, role, isMe) {
  if (mine === 'owner') return CHAT_ROLES;
  return mine === 'administrator' && (role === 'person' || isMe) ? ['administrator', 'person'] : [];
}

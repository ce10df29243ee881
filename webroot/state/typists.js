import { outsiders } from './membership.js';
import { isPublic } from './rights.js';

/**
 * Who else types in the open room. Nobody who cannot write there any more, though the server may say so a moment longer.
 * @param {Pick<import('./chat.js').Chat, 'presence' | 'room' | 'session' | 'timeline'>} chat @returns {{ id: string, name: string }[]}
 */
export function typists({ presence, room, session, timeline }) {
  if (room.archived) return [];
  const out = outsiders(timeline.notes, isPublic(room)).add(session.user.id);
  return presence.typing(room.id).filter(({ id }) => !out.has(id));
}

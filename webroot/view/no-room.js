import { t } from '../i18n/index.js';

/** Why the room of the address is not shown. @param {import('../state/chat.js').Chat} chat @returns {{ picture: string, title: string, hint: string } | null} null as long as that is not known */
export function noRoom({ rooms, layout, looksFor }) {
  if (!rooms.loaded || looksFor === layout.room) return null;
  const name = rooms.lost(layout.room);
  if (name === undefined) return { picture: 'search-x', title: t.roomNotFound, hint: t.roomNotFoundHint };
  return rooms.isBanned(layout.room) ? { picture: 'ban', title: t.bannedFrom(name), hint: t.bannedFromHint } : { picture: 'lock', title: t.noLongerIn(name), hint: t.noLongerInHint };
}

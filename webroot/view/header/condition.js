import { t } from '../../i18n/index.js';

/**
 * What is wrong with the connection, in few words; '' while everything is as it should be.
 * @param {Pick<import('../../state/chat.js').Chat, 'link' | 'live' | 'room' | 'outbox'>} chat
 */
export function trouble({ link, live, room, outbox }) {
  if (link.mood !== 'connected') return t[link.mood];
  if (room && live.isDeaf(room.id)) return t.notLiveNow;
  return outbox.posts.some(isHeldUp) ? t.sendingHeldUp : '';
}

/** Waits for oneself, or for a room in slow mode. */
const PATIENCE = new Set(['rate_limited', 'slow_mode']);

/** By the server, not by the own haste. */
const isHeldUp = ({ until, code }) => until > 0 && !PATIENCE.has(code);

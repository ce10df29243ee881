import { isolated } from '../i18n/isolation.js';
import { nameOf } from '../i18n/names.js';
import { go } from './route.js';
import { plain } from './text/plain.js';

const PREVIEW = 140;
const ROOMS_KEPT = 200;
const LOCK = 'dochat.notified';
/** What stands on the desktop, by room. @type {Map<string, { seq: number, notification: Notification }>} */
const told = new Map();

/**
 * A desktop notification of the newest message of others, if it is wanted; one for all tabs of the browser: the first that takes the lock
 * notes what it tells of. Notifications and locks exist in the same places.
 * @param {import('../state/chat.js').Chat} chat @param {string} room @param {import('../state/messages.js').Event[]} events
 */
export function notifyOnce(chat, room, events) {
  const last = events.findLast(({ user, type, text }) => type === 'message' && text && user.id !== chat.session.user?.id);
  const allowed = chat.settings.notifications && globalThis.Notification?.permission === 'granted';
  const place = chat.rooms.get(room);
  if (!last || !allowed || !place?.joined || (place.muted && !calls(place, last))) return;
  // Android's Chrome has the constructor, but throws.
  navigator.locks.request(LOCK, () => isFirst(chat, room, last.seq) && notify(chat, room, last)).catch(() => {});
}

/** Whether it calls oneself: what came live is among those of the room; of what the feed tells, it says so. */
const calls = (place, last) => last.calls || place.calls?.includes(last.seq);

/** What was deleted is taken back from the desktop, too. @param {string} room @param {import('../state/messages.js').Event[]} events */
export function withdraw(room, events) {
  const { seq, notification } = told.get(room) ?? {};
  if (events.some(({ type, ref }) => type === 'delete' && ref === seq)) notification?.close();
}

/** Notes it if it is news. */
function isFirst({ memory, session: { epoch } }, room, seq) {
  const notified = memory.get('notified', {});
  const { [room]: told = 0, ...others } = notified.epoch === epoch ? notified.rooms : {};
  if (seq <= told) return false;
  memory.set('notified', { epoch, rooms: Object.fromEntries([...Object.entries(others), [room, seq]].slice(-ROOMS_KEPT)) });
  return true;
}

function notify(chat, room, { seq, user, text }) {
  const [name, author] = [chat.rooms.get(room).name, nameOf(user)];
  // A conversation of two is called as the other one is.
  const notification = new Notification(name === author ? name : `${isolated(author)} · ${isolated(name)}`, {
    body: plain(text).slice(0, PREVIEW), tag: `dochat-${room}`, icon: '/favicon.svg',
  });
  told.set(room, { seq, notification });
  notification.onclick = () => {
    window.focus();
    go(room);
    notification.close();
  };
}

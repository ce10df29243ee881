import { go } from './route.js';

const PREVIEW = 140;

/**
 * Calls for attention when the page is hidden: a number in the title, and a desktop notification if wanted.
 * @param {import('../state/chat.js').Chat} chat
 */
export function callForAttention(chat) {
  const see = () => chat.reading.look({ visible: document.visibilityState === 'visible' });
  document.addEventListener('visibilitychange', see);
  see();
  chat.watch(() => showCount(chat));
  chat.arrivals.watch((news) => document.hidden && notify(chat, news));
}

function showCount(chat) {
  const unread = chat.session.phase === 'in' ? chat.rooms.totalUnread : 0;
  const place = chat.room ? `${chat.room.name} – doChat` : 'doChat';
  const title = unread ? `(${unread}) ${place}` : place;
  if (document.title !== title) document.title = title;
}

function notify(chat, { room, events }) {
  const last = events.findLast(({ user, type }) => type === 'message' && user.id !== chat.session.user?.id);
  const allowed = chat.settings.notifications && globalThis.Notification?.permission === 'granted';
  if (!last || !allowed || !chat.rooms.get(room)?.joined) return;
  const notification = new Notification(`${last.user.name} · ${chat.rooms.get(room).name}`, {
    body: last.text.slice(0, PREVIEW), tag: `dochat-${room}`, icon: '/favicon.svg',
  });
  notification.onclick = () => {
    window.focus();
    go(room);
    notification.close();
  };
}

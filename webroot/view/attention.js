import { t } from '../i18n/index.js';
import { isolated } from '../i18n/isolation.js';
import { noRoom } from './no-room.js';
import { notifyOnce, withdraw } from './notification.js';
import { Shown } from './shown.js';

/**
 * Calls for attention when nobody sees the page, by a desktop notification if wanted; and tells other tabs what this one shows.
 * @param {import('../state/chat.js').Chat} chat
 */
export function callForAttention(chat) {
  const shown = new Shown();
  const see = () => {
    chat.reading.look({ visible: !document.hidden, focused: document.hasFocus() });
    shown.show(document.hidden ? '' : chat.layout.room);
  };
  document.addEventListener('visibilitychange', see);
  addEventListener('focus', see);
  addEventListener('blur', see);
  see();
  chat.layout.watch(() => shown.show(document.hidden ? '' : chat.layout.room));
  const notify = async ({ room, events }) => {
    if (document.hidden && !(await Shown.somewhere(room))) notifyOnce(chat, room, events);
  };
  chat.news.arrivals.watch(({ room, events }) => withdraw(room, events));
  for (const told of [chat.news.arrivals, chat.news.calls]) told.watch(notify);
}

/** The number of what is unread and calls for attention, the place, in the chosen language, and what the chat is called. @param {import('../state/chat.js').Chat} chat */
export function showTitle(chat) {
  const unread = chat.session.phase === 'in' ? chat.rooms.totalAttention : 0;
  const title = [place(chat), chat.account.chatName].filter(Boolean).map(isolated).join(' – ');
  const shown = unread ? `(${unread}) ${title}` : title;
  if (document.title !== shown) document.title = shown;
}

function place(chat) {
  const { session, layout, room, rooms } = chat;
  if (session.phase === 'out') return t.signIn;
  if (room) return room.name;
  if (layout.room) return noRoom(chat)?.title ?? '';
  return rooms.loaded ? t.rooms : '';
}

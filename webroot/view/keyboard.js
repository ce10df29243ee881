import { t } from '../i18n/index.js';
import { go } from './route.js';
import { keyOf } from './single-key.js';
import { closeThread } from './thread/thread.js';
import { nextUnread } from './unread.js';

/**
 * The keys of the whole page; fields and the timeline have their own.
 * @param {import('../state/chat.js').Chat} chat
 * @param {import('./timeline/scroller.js').Scroller} scroller
 * @param {() => void} render shows what a key did before the next key comes: a quick typist does not wait for a frame
 */
export function listenToKeys(chat, scroller, render) {
  document.addEventListener('keydown', (event) => {
    if (chat.session.phase !== 'in' || event.isComposing || event.defaultPrevented) return;
    const wanted = verb(event, chat, scroller);
    if (!wanted) return;
    event.preventDefault();
    wanted();
    render();
  });
}

function verb(event, chat, scroller) {
  if ((event.ctrlKey || event.metaKey) && keyOf(event) === 'k') return () => chat.layout.show({ dialog: 'switcher' });
  const wanted = undisturbed(event, chat, scroller);
  // The whole page is searched for what is open, which is too much for each letter.
  return wanted && !document.querySelector('dialog[open], [popover]:popover-open') ? wanted() : null;
}

/** What finds the verb of a key that is for whatever is open, as long as something is. */
function undisturbed(event, chat, scroller) {
  const { altKey, shiftKey, ctrlKey, metaKey, target } = event;
  const key = keyOf(event);
  if (key === 'Escape') return () => escape(chat, scroller);
  if (key === 'ArrowDown' && altKey && shiftKey && !ctrlKey && !metaKey) return () => () => toNextUnread(chat);
  if (key === '?' && chat.settings.singleKeys && !target.matches('input, textarea, select')) return () => () => chat.layout.show({ dialog: 'keys' });
  return null;
}

function toNextUnread(chat) {
  const next = nextUnread(chat);
  if (next) go(next.id);
  else chat.notices.tell({ text: () => t.nothingUnread });
}

/** Closes the topmost thing that does not close by itself, else returns to the newest message and the composer. */
function escape(chat, scroller) {
  if (chat.layout.people) return () => chat.layout.show({ people: false });
  if (!chat.room) return null;
  if (chat.layout.thread) return () => closeThread(chat);
  return () => {
    if (!chat.reading.atBottom) scroller.follow();
    document.getElementById('composer')?.focus();
  };
}

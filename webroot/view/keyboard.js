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
  const { key, ctrlKey, metaKey, target } = event;
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'k') return () => chat.layout.show({ dialog: 'switcher' });
  const isKeys = key === '?' && !target.matches('input, textarea');
  // The whole page is searched for what is open, which is too much for each letter.
  if (!(isKeys || key === 'Escape') || document.querySelector('dialog[open], [popover]:popover-open')) return null;
  return isKeys ? () => chat.layout.show({ dialog: 'keys' }) : escape(chat, scroller);
}

/** Closes the topmost thing that does not close by itself, else returns to the newest message and the composer. */
function escape(chat, scroller) {
  if (chat.layout.people) return () => chat.layout.show({ people: false });
  if (!chat.room) return null;
  return () => {
    if (!chat.reading.atBottom) scroller.follow();
    document.getElementById('composer')?.focus();
  };
}

/**
 * Where the focus goes when what had it is gone, or has lost it by being moved, as a room's line does that now stands elsewhere in the list: to that, to what opened it, or to what tells that
 * it is gone; else to the message of which it was, and to the messages, those of a thread where it was there, or covers the others. After dialogs have closed, and only where it is nowhere.
 * @param {Element | null} [gone] what had it @param {(Element | null | undefined)[]} [around] the message and the messages among which it stood
 */
export function keepFocus(gone = null, around = []) {
  queueMicrotask(() => {
    for (const place of places(gone, around)) {
      if (!isNowhere()) return;
      /** @type {HTMLElement | null | undefined} */ (place)?.focus();
    }
  });
}

/** For lit's `ref` of a place that comes later than what had the focus went. @param {Element | undefined} place */
export const offerFocus = (place) => place && keepFocus();

/** Whether nothing has the focus. Until the next frame, what was in something that has just closed is said to have it still. */
export const isNowhere = () => document.activeElement === document.body || document.activeElement?.closest('dialog:not([open]), [popover]:not(:popover-open)') != null;

/** Whatever is behind a dialog, or is not shown, takes no focus. */
function places(gone, around) {
  const [room, inPeople] = [gone?.closest('[data-room]')?.getAttribute('data-room'), gone?.closest('#people')];
  return [
    gone,
    room && document.querySelector(`.room[data-room="${CSS.escape(room)}"]`),
    inPeople && document.querySelector('[aria-controls=people]'),
    ...around,
    [...document.querySelectorAll('dialog[open]')].at(-1)?.querySelector('.dialog-head .icon-button'),
    document.querySelector('.refuge'),
    document.querySelector('.sign-in-card :is(input, button, a)'),
    document.getElementById('messages'),
    document.getElementById('thread-messages'),
    // Where a list is all that is shown.
    room && document.querySelector('.rooms'),
  ];
}

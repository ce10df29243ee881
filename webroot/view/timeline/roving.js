/** Arrow keys move the focus from message to message; Home and End go to the ends. @param {KeyboardEvent} event */
export function rove(event) {
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const current = /** @type {HTMLElement} */ (event.target).closest('.message');
  const isOwnStop = event.target === list || event.target === current;
  if (!isOwnStop || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = target(event.key, list, current);
  if (!next) return;
  event.preventDefault();
  focusMessage(next);
}

/**
 * Only the message with the focus offers its links and buttons to the Tab key, or hundreds of them would stand before the composer.
 * @param {FocusEvent} event
 */
export function offerLinks(event) {
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const message = /** @type {HTMLElement} */ (event.target).closest('.message');
  for (const stop of list.querySelectorAll('.message :is(a, .text-copy, .reaction, .message-author, .message-edited)[tabindex="0"]')) stop.setAttribute('tabindex', '-1');
  for (const stop of message?.querySelectorAll('a, .text-copy, .reaction, .message-author, .message-edited') ?? []) stop.setAttribute('tabindex', '0');
}

function target(key, list, current) {
  const items = [...list.querySelectorAll('.message')];
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  if (!current) return items.findLast((item) => isVisible(item, list)) ?? items.at(-1);
  return items[items.indexOf(current) + (key === 'ArrowUp' ? -1 : 1)];
}

function isVisible(item, list) {
  const [{ top, bottom }, frame] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
  return top >= frame.top - 1 && bottom <= frame.bottom + 1;
}

/** @param {HTMLElement | null | undefined} item */
export function focusMessage(item) {
  item?.focus({ preventScroll: true });
  item?.scrollIntoView({ block: 'nearest' });
}

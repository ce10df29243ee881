/** Code points of a message at most. */
export const LIMIT = 4_000;

/** Fingers instead of a mouse and keys: their keyboards have no Shift Enter. */
export const touch = matchMedia('(hover: none) and (pointer: coarse)');

const growsByItself = CSS.supports('field-sizing', 'content');

/** Code points, as the server counts; exact only where it matters. @param {string} text */
export function characters(text) {
  return text.length <= LIMIT * 0.8 ? text.length : [...text].length;
}

/** Writes at the caret as if it had been typed: then it can be undone. The old command is the only way. @param {HTMLTextAreaElement} field @param {string} text */
export function type(field, text) {
  field.focus();
  document.execCommand('insertText', false, text);
}

/** For `pointerdown` of a button beside it: the field keeps the focus, and on touch the keyboard stays open. @param {Event} event */
export const keepFocus = (event) => event.preventDefault();

/** As high as what stands in it. @param {HTMLElement} field */
export function fit(field) {
  if (growsByItself) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

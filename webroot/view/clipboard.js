/**
 * Puts a text on the clipboard. The clipboard's modern interface exists only in secure contexts, and may be refused there; then an old command does it.
 * @param {string} text
 * @param {HTMLElement} place where a field may stand for a moment: in the panel that is open, or it could not have the focus
 * @returns {Promise<boolean> | boolean} whether it is there
 */
export const put = (text, place) => (navigator.clipboard ? navigator.clipboard.writeText(text).then(() => true, () => select(text, place)) : select(text, place));

function select(text, place) {
  const { activeElement } = document;
  const area = Object.assign(document.createElement('textarea'), { value: text, className: 'hidden-text' });
  place.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  /** @type {HTMLElement} */ (activeElement).focus();
  return done;
}

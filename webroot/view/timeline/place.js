/** @param {HTMLElement} item @returns {number} from the top of what scrolls */
export const lowerEdge = (item) => item.offsetTop + item.offsetHeight;

/** @param {HTMLElement} scroller @param {number} top @returns {HTMLElement | undefined} the first message that reaches below this line, or the last one */
export function messageAt(scroller, top) {
  const items = scroller.getElementsByClassName('message');
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lowerEdge(/** @type {HTMLElement} */ (items[middle])) > top) high = middle;
    else low = middle + 1;
  }
  return /** @type {HTMLElement | undefined} */ (items[low]);
}

/** So long a finger rests on something. */
const LONG = 500;
/** So far it may move meanwhile. */
const STILL = 10;
/** So soon after a finger is lifted, browsers tell of the click that it would have been. */
export const SOON = 400;

/**
 * A finger that rests on something, which has no other way to what a right click or the key for menus opens: not every browser has a `contextmenu` for it. One that
 * moves, is lifted early, or scrolls, does not rest; what it would do otherwise does not happen then.
 * @template T
 */
export class LongPress {
  #find;
  #held;
  #timer = 0;
  #from = { x: 0, y: 0 };
  /** The finger; others, and a mouse, are no concern of its. */
  #pointer = 0;
  #isHeld = false;

  /**
   * @param {(target: Element) => T | null | undefined} find what a finger rests on, if that is something
   * @param {(found: T, place: { left: number, top: number, bottom: number }) => void} held
   */
  constructor(find, held) {
    this.#find = find;
    this.#held = held;
  }

  /** For `pointerdown`. @param {PointerEvent} event */
  press = ({ target, pointerType, pointerId, isPrimary, clientX: x, clientY: y }) => {
    this.#end();
    const found = pointerType === 'touch' && isPrimary ? this.#find(/** @type {Element} */ (target)) : null;
    if (!found) return;
    this.#from = { x, y };
    this.#pointer = pointerId;
    this.#timer = setTimeout(() => this.#hold(found), LONG);
    addEventListener('pointermove', this.#move);
    addEventListener('pointercancel', this.#taken);
    addEventListener('contextmenu', this.#menu, true);
    addEventListener('pointerup', this.#lift);
  };

  #hold(found) {
    this.#isHeld = true;
    addEventListener('click', swallow, true);
    addEventListener('pointerdown', this.#end, true);
    const { x: left, y } = this.#from;
    this.#held(found, { left, top: y, bottom: y });
  }

  #move = ({ pointerId, clientX, clientY }) => {
    if (pointerId === this.#pointer && !this.#isHeld && Math.hypot(clientX - this.#from.x, clientY - this.#from.y) > STILL) this.#end();
  };

  /** The browser's own long press comes to the same thing, or is none of ours. */
  #menu = (event) => {
    if (this.#isHeld) swallow(event);
    else this.#end();
  };

  /** For scrolling, as a rule. */
  #taken = ({ pointerId }) => {
    if (pointerId === this.#pointer) this.#end();
  };

  #lift = ({ pointerId }) => {
    if (pointerId !== this.#pointer) return;
    if (this.#isHeld) this.#timer = setTimeout(this.#end, SOON);
    else this.#end();
  };

  #end = () => {
    clearTimeout(this.#timer);
    this.#isHeld = false;
    removeEventListener('pointermove', this.#move);
    removeEventListener('pointercancel', this.#taken);
    removeEventListener('pointerup', this.#lift);
    removeEventListener('contextmenu', this.#menu, true);
    removeEventListener('click', swallow, true);
    removeEventListener('pointerdown', this.#end, true);
  };
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

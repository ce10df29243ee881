const NEAR_END = 40;
const LOAD_WITHIN = 600;

/** Keeps a list at its end while the reader is there; what goes on top of it moves nothing, which the browser sees to. */
export class Ending {
  #element = null;
  #isAtEnd = true;
  #more;
  #moved;
  #resizes = new ResizeObserver(() => this.keep());

  /** @param {() => void} more is called near the beginning @param {(element: HTMLElement | null) => void} moved whenever something else may be in view */
  constructor(more, moved) {
    this.#more = more;
    this.#moved = moved;
  }

  /** For lit's `ref`. @param {HTMLElement | undefined} element */
  attach = (element) => {
    if (element === this.#element) return;
    this.#resizes.disconnect();
    this.#element = element ?? null;
    if (!element) return;
    this.follow();
    element.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resizes.observe(element);
    this.#resizes.observe(element.firstElementChild);
  };

  /** Goes to the end, and stays there. */
  follow() {
    this.#isAtEnd = true;
    this.keep();
  }

  keep() {
    if (this.#element && this.#isAtEnd) this.#element.scrollTop = this.#element.scrollHeight;
    this.#moved(this.#element);
  }

  #scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = this.#element;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight <= NEAR_END;
    if (scrollTop < LOAD_WITHIN) this.#more();
    this.#moved(this.#element);
  };
}

/** Who aims with a pointer has moved it within this time. */
const AIMS_FOR = 4_000;

/**
 * The order of lines that others move: as long as somebody aims at one with a pointer, all stay where they are, and what is new comes after them.
 */
export class SteadyOrder {
  /** The ids, as they were shown last. @type {string[]} */
  #shown = [];
  /** The place of each id while somebody aims; else null. @type {Map<string, number> | null} */
  #held = null;
  #wanted = '';
  #timer = 0;
  #released;

  /** @param {() => void} released told when lines may move again */
  constructor(released) {
    this.#released = released;
  }

  /** For `pointermove` over the lines. */
  aim = () => {
    this.#held ??= new Map(this.#shown.map((id, index) => [id, index]));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.release, AIMS_FOR);
  };

  /** For `pointerleave`. */
  release = () => {
    if (!this.#held) return;
    clearTimeout(this.#timer);
    this.#held = null;
    this.#released();
  };

  /**
   * @template {{ id: string }} Row
   * @param {string} wanted what is looked for among all; another wish moves them
   * @param {readonly (readonly Row[])[]} parts as they should stand, each in its order
   * @returns {readonly (readonly Row[])[]} as they stand
   */
  arrange(wanted, parts) {
    if (wanted !== this.#wanted) this.#held = null;
    this.#wanted = wanted;
    const arranged = this.#held ? parts.map((rows) => this.#asHeld(rows)) : parts;
    this.#shown = arranged.flatMap((rows) => rows.map(({ id }) => id));
    return arranged;
  }

  #asHeld(rows) {
    const place = ({ id }) => this.#held.get(id) ?? this.#held.size;
    return [...rows].sort((one, other) => place(one) - place(other));
  }
}

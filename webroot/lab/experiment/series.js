/** The latest numbers of a kind, at most so many of them. */
export class Series {
  #most;
  #values = [];

  /** @param {number} most kept */
  constructor(most) {
    this.#most = most;
  }

  /** @param {number} value */
  add(value) {
    this.#values.push(value);
    if (this.#values.length > this.#most) this.#values.shift();
  }

  clear() {
    this.#values = [];
  }

  get length() {
    return this.#values.length;
  }

  /** @param {number} count @returns {number[]} oldest first */
  latest(count) {
    return this.#values.slice(-count);
  }

  /**
   * The smallest number that is not smaller than this part of all (the nearest-rank method).
   * @param {number} part 0 < part ≤ 1
   * @returns {number | null} null of none
   */
  percentile(part) {
    const sorted = [...this.#values].sort((a, b) => a - b);
    return sorted[Math.ceil(part * sorted.length) - 1] ?? null;
  }
}

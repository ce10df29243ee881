/** So many at once, and so many a second after that. */
export class Allowance {
  #left;
  #burst;
  #perSecond;
  #countedAt = Date.now();

  /** @param {number} burst @param {number} perSecond */
  constructor(burst, perSecond) {
    this.#left = this.#burst = burst;
    this.#perSecond = perSecond;
  }

  /** @returns {boolean} whether there was one left */
  take() {
    const now = Date.now();
    const more = (Math.max(0, now - this.#countedAt) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#burst, this.#left + more);
    this.#countedAt = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}

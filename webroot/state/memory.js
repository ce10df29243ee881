/**
 * What outlives a reload: JSON values under a prefix of one storage area. What a full or forbidden storage does not take is remembered until
 * the page goes.
 */
export class Memory {
  /** @type {Map<string, any>} */
  #refused = new Map();

  /** @param {() => Storage} area asked each time, because merely naming a forbidden storage throws */
  constructor(area) {
    this.area = area;
  }

  /** @param {string} key @param {any} [fallback] */
  get(key, fallback = null) {
    if (this.#refused.has(key)) return this.#refused.get(key) ?? fallback;
    try {
      return JSON.parse(this.area().getItem(`dochat.${key}`)) ?? fallback;
    } catch {
      return fallback;
    }
  }

  /** @param {string} key @param {any} value null forgets */
  set(key, value) {
    try {
      if (value === null) this.area().removeItem(`dochat.${key}`);
      else this.area().setItem(`dochat.${key}`, JSON.stringify(value));
      this.#refused.delete(key);
    } catch {
      this.#refused.set(key, value);
    }
  }
}

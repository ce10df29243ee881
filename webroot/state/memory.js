/** What outlives a reload: JSON values under a prefix of one storage area. A full or forbidden storage is as good as none. */
export class Memory {
  /** @param {() => Storage} area asked each time, because merely naming a forbidden storage throws */
  constructor(area) {
    this.area = area;
  }

  /** @param {string} key @param {any} [fallback] */
  get(key, fallback = null) {
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
    } catch {
      // Private modes and full storages: the page works on, it only remembers less.
    }
  }
}

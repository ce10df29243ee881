/** Something that changes and says so. Watchers are called at once, in order; they must not throw. */
export class Observable {
  #watchers = new Set();

  /**
   * @param {(news?: any) => void} watcher
   * @returns {() => void} ends the watching
   */
  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** @param {any} [news] */
  changed(news) {
    for (const watcher of this.#watchers) watcher(news);
  }
}

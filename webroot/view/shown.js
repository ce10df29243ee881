const lockOf = (room) => `dochat.shown.${room}`;

/** Which room this tab shows, for the other tabs of the browser: a shared lock, which ends with the tab whatever happens to it. */
export class Shown {
  #room = '';
  #release = () => {};

  /** @param {string} room '' for none, or when the tab is hidden */
  show(room) {
    if (room === this.#room) return;
    this.#release();
    this.#room = room;
    if (room) navigator.locks?.request(lockOf(room), { mode: 'shared' }, () => this.#while(room)).catch(() => {});
  }

  /** @param {string} room @returns {Promise<boolean>} whether any tab of this browser shows it */
  static async somewhere(room) {
    const { held = [] } = (await navigator.locks?.query().catch(() => {})) ?? {};
    return held.some(({ name }) => name === lockOf(room));
  }

  /** The lock may come when another room is shown already. */
  #while(room) {
    return new Promise((release) => {
      if (room === this.#room) this.#release = () => release(undefined);
      else release(undefined);
    });
  }
}

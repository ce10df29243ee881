const connection = () => /** @type {any} */ (globalThis.navigator)?.connection;

/** What tells networks apart, as far as a browser says it. @returns {string} */
export const networkType = () => connection()?.type ?? 'any';

/**
 * Calls when the machine may be on another network. A browser also tells of each new estimate of how fast one is: that is none.
 * @param {() => void} moved
 */
export function watchNetwork(moved) {
  let before = networkType();
  addEventListener('online', moved);
  connection()?.addEventListener?.('change', () => {
    const now = networkType();
    if (now === before) return;
    before = now;
    moved();
  });
}

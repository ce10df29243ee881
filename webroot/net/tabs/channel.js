/**
 * What the tabs of a browser hear each other by.
 * @param {string} name
 * @returns {{ onmessage: ((event: { data: any }) => void) | null, postMessage(message: object): void, close(): void } | null} null where nothing of the kind may be used
 */
export function openChannel(name) {
  try {
    return typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : new StorageChannel(name);
  } catch {
    return null;
  }
}

/** For browsers that have no BroadcastChannel: what one tab writes into the storage, the others are told. */
class StorageChannel {
  onmessage = null;
  #key;
  #serial = Math.random();
  #hear = ({ key, newValue }) => key === this.#key && newValue && this.onmessage?.({ data: JSON.parse(newValue).message });

  constructor(name) {
    this.#key = name;
    localStorage.removeItem(name);
    addEventListener('storage', this.#hear);
  }

  /** Only a change is told, so no two messages are alike. */
  postMessage(message) {
    try {
      localStorage.setItem(this.#key, JSON.stringify({ serial: ++this.#serial, message }));
    } catch {
      // A full storage is silence, and who hears nothing leads.
    }
  }

  close() {
    removeEventListener('storage', this.#hear);
  }
}

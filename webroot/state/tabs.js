/** What the tabs of one browser tell each other of what they know. Nobody hears himself; without the means for it, each tab is alone. */
export class Tabs {
  #channel;
  /** @type {Map<string, (what: any) => void>} */
  #hearers = new Map();

  /** @param {{ onmessage: ((event: { data: any }) => void) | null, postMessage(message: object): void } | null} [channel] between the tabs */
  constructor(channel = null) {
    this.#channel = channel;
    if (channel) channel.onmessage = ({ data }) => this.#hearers.get(data.about)?.(data.what);
  }

  /** @param {string} about @param {any} what plain data */
  tell(about, what) {
    this.#channel?.postMessage({ about, what });
  }

  /** @param {string} about @param {(what: any) => void} hearer the only one of this kind */
  hear(about, hearer) {
    this.#hearers.set(about, hearer);
  }
}

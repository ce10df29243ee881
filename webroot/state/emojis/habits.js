const MOST = 24;

/** What a person chose of emojis in this browser: the newest ones, and a skin tone. Nobody else is told. */
export class EmojiHabits {
  #memory;
  #me;

  /** @param {import('../memory.js').Memory} memory @param {() => string | undefined} me */
  constructor(memory, me) {
    this.#memory = memory;
    this.#me = me;
  }

  /** @returns {string[]} newest first */
  get recent() {
    return this.#kept.recent;
  }

  /** @returns {number} 0: none, 1: light, …, 5: dark */
  get tone() {
    return this.#kept.tone;
  }

  set tone(tone) {
    this.#keep({ tone });
  }

  /** @param {string} emoji was chosen */
  use(emoji) {
    this.#keep({ recent: [emoji, ...this.recent.filter((each) => each !== emoji)].slice(0, MOST) });
  }

  get #kept() {
    return { recent: [], tone: 0, ...this.#memory.get(`emojis.${this.#me()}`) };
  }

  #keep(change) {
    this.#memory.set(`emojis.${this.#me()}`, { ...this.#kept, ...change });
  }
}

const MOST = 24;

/** What a person chose of emojis: the newest ones, in this browser, and a skin tone, which is a setting. Nobody else is told. */
export class EmojiHabits {
  #memory;
  #me;
  #settings;

  /** @param {import('../memory.js').Memory} memory @param {() => string | undefined} me @param {import('../settings.js').Settings} settings */
  constructor(memory, me, settings) {
    this.#memory = memory;
    this.#me = me;
    this.#settings = settings;
  }

  /** @returns {string[]} newest first */
  get recent() {
    return this.#kept.recent;
  }

  /** @returns {number} 0: none, 1: light, …, 5: dark */
  get tone() {
    return this.#settings.skinTone ?? 0;
  }

  set tone(skinTone) {
    this.#settings.choose({ skinTone });
  }

  /** @param {string} emoji was chosen */
  use(emoji) {
    this.#keep({ recent: [emoji, ...this.recent.filter((each) => each !== emoji)].slice(0, MOST) });
  }

  get #kept() {
    return { recent: [], ...this.#memory.get(`emojis.${this.#me()}`) };
  }

  #keep(change) {
    this.#memory.set(`emojis.${this.#me()}`, { ...this.#kept, ...change });
  }
}

import { untoldOf } from './settings.js';
import { Untold } from './untold.js';

/**
 * What a person has chosen for themself, at the server for all devices: told as soon as it is chosen, and taken over as the feed tells it. The server counts how
 * often something was chosen; of what is chosen twice, the last one counts.
 */
export class Preferences {
  #line;
  #memory;
  #settings;
  #untold;
  #user = '';
  #number = 0;

  /** @param {import('./chat.js').Line} line @param {import('./memory.js').Memory} memory @param {import('./settings.js').Settings} settings */
  constructor(line, memory, settings) {
    this.#line = line;
    this.#memory = memory;
    this.#settings = settings;
    this.#untold = new Untold(memory, (name, value) => this.#tell(name, value));
    settings.watch((news) => news === 'choice' && this.#untold.flush());
  }

  /** Somebody has come, or is on another line, whose store may count anew. @param {string} user */
  of(user) {
    this.#user = user;
    this.#number = 0;
    this.#untold.of(untoldOf(user));
    this.#settings.belongTo(user);
  }

  /** Nothing is left of a person who has gone. @param {string} user */
  clear(user) {
    this.#memory.set(untoldOf(user), null);
  }

  /** Tells everything at once: the line is open again. */
  flush() {
    this.#untold.flush();
  }

  /** As the feed tells it. @param {{ number: number }} preferences */
  hear({ number, ...chosen }) {
    if (number < this.#number) return;
    this.#number = number;
    this.#settings.take({ ...chosen, ...this.#untold.all });
  }

  async #tell(name, value) {
    const user = this.#user;
    const { number } = await this.#line.ask('chat.preferences', { [name]: value });
    // What the feed told before is older, and comes later.
    if (user === this.#user) this.#number = Math.max(this.#number, number);
  }
}

import { Observable } from './observable.js';

/** The messages that the open room keeps at hand, as they are now, the one that was pinned last first. */
export class Pins extends Observable {
  room = '';
  isKnown = false;
  /** @type {import('./messages.js').Message[]} */
  messages = [];
  /** @type {{ code: string } | null} why they could not be loaded */
  problem = null;
  #line;
  /** Another object for each loading. */
  #load = {};

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super();
    this.#line = line;
  }

  /** Loads those of a room. @param {string} room */
  async look(room) {
    const load = (this.#load = {});
    if (room !== this.room) Object.assign(this, { room, isKnown: false, messages: [] });
    this.problem = null;
    this.changed();
    const answer = await this.#line.ask('chat.pins', { room }).catch((problem) => ({ problem }));
    if (load !== this.#load) return;
    Object.assign(this, answer.problem ? { problem: answer.problem } : { isKnown: true, messages: answer.messages ?? [] });
    this.changed();
  }

  /** Nobody is in that room any more. */
  forget() {
    this.#load = {};
    Object.assign(this, { room: '', isKnown: false, messages: [], problem: null });
    this.changed();
  }

  /** @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    const isAbout = ({ type, ref }) => type === 'pin' || type === 'unpin' || ((type === 'delete' || type === 'edit') && this.messages.some(({ seq }) => seq === ref));
    if (room === this.room && events.some(isAbout)) this.look(room);
  }
}

import { parseFrame, registerFrame, sendFrame } from '../../net/envelope.js';

/**
 * Listens and speaks in the envelope, over whatever carries texts both ways.
 * @param {import('./http.js').Place} place
 * @param {import('./http.js').DoorEvents} events
 * @param {(text: string) => void} send
 */
export class Enveloped {
  #posts = 0;

  constructor(place, events, send) {
    this.place = place;
    this.events = events;
    this.send = send;
  }

  opened() {
    this.send(registerFrame(this.#address, { after: this.place.after }));
  }

  /** @param {string} id @param {string} text */
  post(id, text) {
    this.send(sendFrame('chat.post', { room: this.place.room, id, text }, `p${++this.#posts}`));
  }

  /** @param {string} text that came */
  received(text) {
    const { type, address, body, code } = parseFrame(text) ?? {};
    if (type === 'err') this.#refused(address, code);
    if (type !== 'rec' || address !== this.#address) return;
    this.events.open();
    body.events.forEach((event) => this.events.heard(event));
  }

  #refused(address, code) {
    if (address === this.#address) this.events.closed(code);
    else this.events.refused(code);
  }

  get #address() {
    return `room.${this.place.room}`;
  }
}

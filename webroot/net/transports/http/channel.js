import { Listening } from '../../listening.js';
import { parseFrame } from '../../envelope.js';
import { command, tryOut } from './commands.js';

export const LOST = 1006;
export const GOING_AWAY = 1001;
const SIGNED_OUT = 4003;
const PONG = '{"type":"pong"}';
const ROOM = 'room.';
const ROOMS = 'chat.rooms';
const ME = 'chat.me';
const CARDS = 'chat.cards';

/**
 * What all ways over plain HTTP have in common: commands are requests of their own, and what one listens to is one request to the feed,
 * asked anew from the cursors whenever it changes. How that request is answered is what the ways differ in.
 */
export class HttpChannel {
  /** Ends every request when the channel closes. */
  ending = new AbortController();
  /** Seconds after which something must come here, when the usual ones are too many. @type {number | undefined} */
  beat;
  #origin;
  #events;
  #listening = new Listening();
  #isOpen = false;
  #isRenewing = false;
  #isToldOfRooms = false;

  /** @param {string} origin @param {import('../websocket.js').TransportEvents} events @param {number} [beat] */
  constructor(origin, events, beat) {
    this.beat = beat;
    this.#origin = origin;
    this.#events = events;
  }

  get isClosed() {
    return this.ending.signal.aborted;
  }

  /** @param {string} text a frame */
  send(text) {
    const { type, address, headers, ...frame } = parseFrame(text);
    if (type === 'send') this.#run({ address, ...frame });
    if (type === 'ping') this.ping();
    if (type === 'register' && (address === ROOMS || address === ME || address === CARDS || address.startsWith(ROOM))) this.#change(() => this.#listening.add(address, headers));
    if (type === 'unregister') this.#change(() => this.#listening.remove(address));
  }

  close() {
    this.ending.abort();
  }

  /** What one listens to has changed: ask anew. For a way to do. */
  renew() {}

  /** A command was answered. For a way that asks only now and then. @param {string} address */
  done(address) {}

  /** Finds out whether the server answers. */
  ping() {
    fetch(`${this.#origin}/health/live`, { cache: 'no-store', signal: this.ending.signal }).then(() => this.answered(), () => {});
  }

  /** Commands go another way than all else: whether they reach the server, only one of them finds out. */
  tryOut() {
    return tryOut(this.#origin, this.ending.signal);
  }

  /** A request was answered, which is as good as a pong. */
  answered() {
    if (!this.isClosed) this.#events.message(PONG);
  }

  opened() {
    if (this.isClosed || this.#isOpen) return;
    this.#isOpen = true;
    this.#events.open();
  }

  alive() {
    if (!this.isClosed) this.#events.alive();
  }

  /** @param {number} code @param {string} [proof] */
  broken(code, proof) {
    if (this.isClosed) return;
    this.close();
    this.#events.close(code, proof);
  }

  /**
   * Asks the feed from the cursors on.
   * @param {{ accept: string, wait?: number, missed?: number, signal: AbortSignal }} how `missed`: for how many milliseconds nobody listened
   * @returns {Promise<Response>} rejects when there is no answer, or one that is none of a feed
   */
  async feed({ accept, wait, missed, signal }) {
    const hearsOfRooms = this.#listening.has(ROOMS);
    const response = await fetch(`${this.#origin}/api/feed`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: accept },
      body: JSON.stringify({ ...this.#cursors(), rooms: hearsOfRooms && (missed || true), wait, every: this.beat }),
      cache: 'no-store',
      signal,
    });
    if (response.status === 401) this.broken(SIGNED_OUT);
    if (!response.ok) throw new Error(`feed: ${response.status}`);
    if (hearsOfRooms && !this.#isToldOfRooms) this.#tellOfRooms();
    return response;
  }

  /** @param {string} text a frame of the feed */
  deliver(text) {
    if (this.isClosed) return;
    const { type, address, body } = parseFrame(text) ?? {};
    if (type === 'rec') this.#listening.advance(address, body);
    // As on a socket. Asked for again, it would be refused again, at once, in every answer.
    if (type === 'err') this.#listening.remove(address);
    this.#events.message(text);
  }

  /** On a socket the list is asked for when rooms are listened to already. Here these are two requests, and what came between them nobody tells. */
  #tellOfRooms() {
    this.#isToldOfRooms = true;
    this.deliver(JSON.stringify({ type: 'rec', address: ROOMS, body: { changed: true } }));
  }

  async #run(frame) {
    const answer = await command(this.#origin, frame, this.ending.signal);
    if (this.isClosed) return;
    this.#events.message(JSON.stringify(answer));
    this.done(frame.address);
  }

  /** Many rooms are registered in a row; one request is enough for all. */
  #change(how) {
    how();
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    queueMicrotask(() => {
      this.#isRenewing = false;
      if (!this.isClosed) this.renew();
    });
  }

  #cursors() {
    const [me, cards] = [ME, CARDS].map((address) => this.#listening.of(address));
    const rooms = this.#listening.all().filter(([address]) => address.startsWith(ROOM)).map(([address, headers]) => ({ room: address.slice(ROOM.length), ...headers }));
    return {
      after: Object.fromEntries(rooms.map(({ room, after }) => [room, after ?? null])),
      state: Object.fromEntries(rooms.filter(({ state }) => state).map(({ room, state }) => [room, state])),
      epoch: rooms.find(({ epoch }) => epoch)?.epoch,
      me: me && (me.state ?? true),
      cards: cards && (cards.state ?? true),
    };
  }
}

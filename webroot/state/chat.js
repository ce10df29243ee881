import { Drafts } from './drafts.js';
import { Layout } from './layout.js';
import { Link } from './link.js';
import { Notices } from './notices.js';
import { Observable } from './observable.js';
import { Outbox } from './outbox.js';
import { Presence } from './presence.js';
import { Reading } from './reading.js';
import { Rooms } from './rooms.js';
import { Sending } from './sending.js';
import { Session } from './session.js';
import { Settings } from './settings.js';
import { Timelines } from './timelines.js';

/**
 * The line to the server, whatever carries it. `ask` rejects with a refusal that has a `code`.
 * @typedef {{ ask(address: string, body: object): Promise<any>, listen(address: string, headers?: object): void,
 *   unlisten(address: string): void }} Line
 */

/** Everything the page knows, and the verbs that concern more than one part of it. */
export class Chat extends Observable {
  /** Tells `{ room, events }` of what arrived live or after a reconnect. */
  arrivals = new Observable();
  #line;
  #awaited = '';

  /** @param {{ line: Line, door: any, lasting: import('./memory.js').Memory, tab: import('./memory.js').Memory, language: 'en' | 'ko' }} world */
  constructor({ line, door, lasting, tab, language }) {
    super();
    this.#line = line;
    this.session = new Session(door, lasting);
    this.link = new Link();
    this.settings = new Settings(lasting, language);
    this.layout = new Layout();
    this.notices = new Notices();
    this.rooms = new Rooms(line);
    this.timelines = new Timelines(line);
    this.presence = new Presence(line);
    this.drafts = new Drafts(lasting);
    this.reading = new Reading(this);
    this.outbox = new Outbox(tab);
    this.sending = new Sending(this.outbox, line);
    this.memory = lasting;
    const parts = [this.session, this.link, this.settings, this.layout, this.notices, this.rooms,
      this.timelines, this.presence, this.drafts, this.reading, this.outbox];
    for (const part of parts) part.watch(() => this.changed());
    this.rooms.watch(() => this.rooms.get(this.#awaited) && this.#appeared());
  }

  /** The open room; undefined when none is open or it does not exist. */
  get room() {
    return this.rooms.get(this.layout.room);
  }

  get timeline() {
    return this.timelines.of(this.layout.room);
  }

  /** Somebody signed in: their drafts and unsent posts come back. */
  begin() {
    const { user, epoch } = this.session;
    this.drafts.of(user.id);
    this.outbox.of(user.id, epoch);
  }

  /** The line is open (again): say who and what we are, listen from the cursors, send what is unsent. */
  async resume() {
    const before = this.session.epoch;
    this.session.confirm(await this.#line.ask('chat.session', {}));
    if (this.session.epoch !== before) this.forget();
    this.begin();
    this.presence.forget();
    await this.rooms.refresh();
    this.#line.listen('chat.rooms');
    const { mine } = this.rooms.sections();
    for (const { id, head } of mine) this.timelines.listen(id, head);
    if (this.room && !this.room.joined) this.timelines.listen(this.room.id, this.room.head);
    this.sending.flush();
    await this.#enter();
  }

  /** @param {string} id '' for none */
  async open(id) {
    const before = this.room;
    if (before && before.id !== id) this.#depart(before);
    this.layout.show({ room: id, people: false });
    if (id) this.memory.set('room', id);
    const room = this.room;
    if (room && !room.joined && before?.id !== id) this.timelines.listen(id, room.head);
    // A link may lead to a room that is newer than the list.
    this.#awaited = room || !this.rooms.loaded ? '' : id;
    if (this.#awaited) this.rooms.refresh().catch(() => {});
    await this.#enter();
  }

  /** @param {string} address @param {any} body */
  deliver(address, body) {
    if (address === 'chat.rooms') return this.rooms.refreshSoon();
    const room = address.slice('room.'.length);
    const timeline = this.timelines.of(room);
    const events = timeline.deliver(body);
    if (body.reset) this.rooms.restart(room, body.head);
    this.rooms.advance(room, timeline.head);
    this.presence.deliver(room, body);
    this.#settle(room, events);
    this.reading.arrived(room, events);
    if (events.length) this.arrivals.changed({ room, events });
    if (body.reset && room === this.layout.room) this.#enter();
  }

  /** @param {string} text @returns {boolean} whether there was something to send */
  post(text) {
    if (!text.trim() || !this.room) return false;
    const room = this.room.id;
    this.outbox.add(room, text);
    this.drafts.write(room, '');
    this.presence.posted();
    this.timeline.mark(null);
    if (!this.room.joined) this.rooms.joinedByPosting(room);
    this.sending.flush();
    this.timelines.latest(room);
    return true;
  }

  /** @param {string} text what stands in the composer now */
  write(text) {
    const { id } = this.room;
    this.drafts.write(id, text);
    this.presence.tell(id, text.trim() !== '');
  }

  retry(id) {
    this.outbox.retry(id);
    this.sending.flush();
  }

  /** @param {string} id @returns {Promise<boolean>} whether it worked; a notice says why not */
  join(id) {
    return this.#attempt(async () => {
      await this.rooms.join(id);
      this.timelines.listen(id, this.rooms.get(id).head);
    });
  }

  /** @param {string} id @returns {Promise<boolean>} whether it worked; a notice says why not */
  leave(id) {
    return this.#attempt(async () => {
      await this.rooms.leave(id);
      if (id !== this.layout.room) this.timelines.unlisten(id);
    });
  }

  /** Tries again what could not be loaded. */
  reload() {
    const { room, timeline } = this;
    return timeline.loaded ? this.timelines.older(room.id) : this.timelines.open(room.id, room);
  }

  /** Another person signs in, or the store is another one: nothing known counts any more. */
  forget() {
    for (const part of [this.rooms, this.timelines, this.presence]) part.forget();
  }

  async #attempt(what) {
    try {
      await what();
      return true;
    } catch (problem) {
      this.notices.tell({ problem });
      return false;
    }
  }

  /** The room of the address exists now. */
  #appeared() {
    const { id, head } = this.rooms.get(this.#awaited);
    this.#awaited = '';
    this.timelines.listen(id, head);
    this.#enter();
  }

  async #enter() {
    const { room, timeline } = this;
    if (!room) return;
    timeline.problem = null;
    this.reading.enter(room);
    this.presence.ask(room.id);
    await this.timelines.open(room.id, room);
    this.#settle(room.id, timeline.events);
    this.reading.read();
  }

  #depart(room) {
    this.reading.depart(room);
    if (!room.joined) this.timelines.unlisten(room.id);
    this.presence.tell(room.id, false);
  }

  /** An own message that has come back has left the outbox. */
  #settle(room, events) {
    const own = events.filter(({ user }) => user.id === this.session.user?.id).map(({ id }) => id);
    const past = this.outbox.in(room).filter(({ state, seq }) => state === 'sent' && seq <= (this.timelines.of(room).last ?? 0));
    this.outbox.drop([...own, ...past.map(({ id }) => id)]);
  }
}

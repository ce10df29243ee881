/** A server as small as it can be: one room's log, whose numbers have no holes, posts that count once, and pages. */
export class House {
  epoch = 'e1';
  /** @type {any[]} */
  log = [];
  joined = new Set();
  read = 0;
  /** Everything that was asked, oldest first. @type {{ address: string, body: any, as: string }[]} */
  asked = [];

  /** @param {string} user @param {string} text @param {string} [id] @returns {{ seq: number, at: string }} */
  post(user, text, id = `${user}-${this.log.length}`) {
    const known = this.log.find((event) => event.id === id && event.user.id === user);
    if (known) return known;
    this.joined.add(user);
    const event = { seq: this.log.length + 1, type: 'message', id, user: { id: user, name: user }, text, at: new Date(0).toISOString() };
    this.log.push(event);
    return event;
  }

  /** @param {number} count @param {string} [user] */
  fill(count, user = 'jun') {
    for (let i = 0; i < count; i++) this.post(user, `text ${this.log.length + 1}`);
    return this;
  }

  /** Another store, under another epoch. */
  replace(log = []) {
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`;
    this.log = log;
  }

  get head() {
    return this.log.length;
  }

  /** As `chat.events` answers. */
  page({ after, before, limit = 100 }) {
    const events = this.log.filter(({ seq }) => seq > (after ?? 0) && seq < (before ?? Infinity));
    return { epoch: this.epoch, head: this.head, events: after === undefined ? events.slice(-limit) : events.slice(0, limit) };
  }

  /** As a delivery from a cursor on. */
  delivery(after, most = 500) {
    return { epoch: this.epoch, head: this.head, events: this.log.slice(after, after + most) };
  }

  /** As a room's line in the list. @param {string} user */
  room(user) {
    const joined = this.joined.has(user);
    return { id: 'r', name: 'Room', topic: '', head: this.head, members: 1, joined, read: joined ? this.read : 0 };
  }

  /** @param {string} user who asks @param {string} address @param {any} body */
  answer(user, address, body) {
    this.asked.push({ address, body, as: user });
    if (address === 'chat.session') return { user: { id: user, name: user }, node: 'n', epoch: this.epoch };
    if (address === 'chat.rooms') return { rooms: [this.room(user)] };
    if (address === 'chat.events') return this.page(body);
    if (address === 'chat.post') return this.post(user, body.text, body.id);
    if (address === 'chat.read') this.read = Math.max(this.read, body.seq);
    if (address === 'chat.join') this.joined.add(user);
    return address === 'chat.join' || address === 'chat.leave' ? { room: this.room(user) } : {};
  }
}

/** A refusal, as the line rejects with it. */
export const refusal = (code, retryAfter) => Object.assign(new Error(code), { code, retryAfter });

/** A line to the house that can be cut, slow, or refuse. */
export class HouseLine {
  isUp = true;
  /** Refuses with what it returns, if anything. @type {(address: string, body: any) => any} */
  refuses = () => null;
  /** Answers are held back until then. @type {Promise<void> | null} */
  held = null;
  listened = [];
  #house;
  #user;

  constructor(house, user) {
    this.#house = house;
    this.#user = user;
  }

  async ask(address, body) {
    if (!this.isUp) throw refusal('offline');
    const code = this.refuses(address, body);
    if (code) throw typeof code === 'string' ? refusal(code) : code;
    const answer = structuredClone(this.#house.answer(this.#user, address, body));
    await (this.held ?? Promise.resolve());
    if (!this.isUp) throw refusal('lost');
    return answer;
  }

  listen(address, headers) {
    this.listened.push({ address, headers });
  }

  prefer() {}

  unlisten() {}
}

/** An answer that a test gives when it wants. */
export function later() {
  let give;
  const promise = new Promise((resolve) => (give = resolve));
  return Object.assign(promise, { give });
}

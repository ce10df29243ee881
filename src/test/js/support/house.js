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

  /** Somebody answers a message. @param {string} user @param {number} ref @param {string} text @param {string} [id] */
  reply(user, ref, text, id = undefined) {
    const event = this.post(user, text, id);
    if (!event.ref) Object.assign(event, { ref, thread: this.log[ref - 1].thread ?? ref });
    return event;
  }

  /** @param {number} count @param {string} [user] */
  fill(count, user = 'jun') {
    for (let i = 0; i < count; i++) this.post(user, `text ${this.log.length + 1}`);
    return this;
  }

  /** Somebody changes a message, or reacts to it. @param {string} user @param {'edit' | 'delete' | 'react' | 'unreact'} type @param {number} ref */
  change(user, type, ref, text = '', id = undefined) {
    const { deleted, reactions = [], thread } = this.#now(this.log[ref - 1]);
    const reacts = reactions.some(({ emoji, users }) => emoji === text && users.some(({ id }) => id === user));
    const isNothing = deleted || (type === 'react' && reacts) || (type === 'unreact' && !reacts);
    const seq = this.log.length + 1;
    if (!isNothing) this.log.push({ seq, type, id: id ?? `${user}-change-${seq}`, user: { id: user, name: user }, ref, thread, text, at: new Date(seq).toISOString() });
    return this;
  }

  #changed(user, type, { seq, id }, text) {
    const done = this.log.find((event) => event.id === id) ?? this.change(user, type, seq, text, id).log.find((event) => event.id === id);
    return done ? { seq: done.seq, at: done.at } : {};
  }

  /** Another store, under another epoch. */
  replace(log = []) {
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`;
    this.log = log;
  }

  get head() {
    return this.log.length;
  }

  /** As `chat.messages` answers. */
  messages({ after, before, thread = 0, limit = 100 }) {
    const all = this.log.filter(({ seq, type, thread: its }) => type === 'message' && (!thread || thread === seq || thread === its) && seq > (after ?? 0) && seq < (before ?? Infinity));
    const messages = after === undefined ? all.slice(-limit) : all.slice(0, limit);
    const isWhole = all.length < limit;
    const first = after !== undefined || isWhole ? (after ?? 0) + 1 : messages[0].seq;
    const last = after === undefined || isWhole ? Math.min(before ?? Infinity, this.head + 1) - 1 : messages.at(-1).seq;
    return { epoch: this.epoch, head: this.head, first, last, messages: messages.map((event) => this.#now(event)) };
  }

  /** The message of an event, as it is after all that became of it. */
  #now({ type, ref: answered, ...message }) {
    const people = new Map();
    const replies = this.#replies(message.seq);
    if (answered) message.reply = this.#quote(answered);
    if (replies.length) message.replies = summary(replies, this.log);
    for (const { type: change, ref, user, text, at } of this.log) {
      if (ref !== message.seq) continue;
      if (change === 'edit') Object.assign(message, { text, edited: at });
      if (change === 'delete') Object.assign(message, { text: '', edited: undefined, deleted: { user, at } });
      if (change === 'delete') people.clear();
      if (change === 'react') people.set(text, [...(people.get(text) ?? []), user]);
      if (change === 'unreact') people.set(text, people.get(text).filter(({ id }) => id !== user.id));
    }
    const reactions = [...people].filter(([, users]) => users.length).sort()
      .map(([emoji, users]) => ({ emoji, count: users.length, users, ...(users.some(({ id }) => id === 'me') && { mine: true }) }));
    return reactions.length ? { ...message, reactions } : message;
  }

  #replies(seq) {
    return this.log.filter(({ type, thread }) => type === 'message' && thread === seq);
  }

  #quote(ref) {
    const texts = this.log.filter((event) => event.seq === ref || (event.ref === ref && event.type === 'edit')).map(({ text }) => text);
    const { user } = this.log[ref - 1];
    if (this.log.some((event) => event.ref === ref && event.type === 'delete')) return { seq: ref, user, deleted: true };
    const points = [...texts.at(-1).replace(/\s+/g, ' ').trim()];
    return { seq: ref, user, text: points.length > 200 ? `${points.slice(0, 199).join('')}…` : points.join('') };
  }

  /** As a delivery from a cursor on. */
  delivery(after, most = 500) {
    return { epoch: this.epoch, head: this.head, events: this.log.slice(after, after + most) };
  }

  /** As a room's line in the list. @param {string} user */
  room(user) {
    const joined = this.joined.has(user);
    return { id: 'r', name: 'Room', topic: '', head: this.head, members: 1, joined, read: joined ? this.read : 0, unread: joined ? this.#unread(user) : 0 };
  }

  #unread(user) {
    return this.log.filter(({ seq, type, user: { id } }) => type === 'message' && seq > this.read && id !== user).slice(0, 100).length;
  }

  /** @param {string} user who asks @param {string} address @param {any} body */
  answer(user, address, body) {
    this.asked.push({ address, body, as: user });
    if (address === 'chat.session') return { user: { id: user, name: user }, node: 'n', epoch: this.epoch };
    if (address === 'chat.rooms') return { rooms: [this.room(user)] };
    if (address === 'chat.messages') return this.messages(body);
    if (address === 'chat.post') return body.reply ? this.reply(user, body.reply, body.text, body.id) : this.post(user, body.text, body.id);
    if (address === 'chat.edit') return this.#changed(user, 'edit', body, body.text);
    if (address === 'chat.delete') return this.#changed(user, 'delete', body);
    if (address === 'chat.react') return this.#changed(user, body.on ? 'react' : 'unreact', body, body.emoji);
    if (address === 'chat.read') this.read = Math.max(this.read, body.seq);
    if (address === 'chat.join') this.joined.add(user);
    return address === 'chat.join' || address === 'chat.leave' ? { room: this.room(user) } : {};
  }
}

/** What has become of a thread. */
function summary(replies, log) {
  const gone = new Set(log.filter(({ type }) => type === 'delete').map(({ ref }) => ref));
  const people = [...new Map(replies.map(({ user }) => [user.id, user])).values()];
  const mine = people.some(({ id }) => id === 'me');
  return { count: replies.filter(({ seq }) => !gone.has(seq)).length, last: replies.at(-1).at, users: people.slice(0, 5), ...(mine && { mine }) };
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

const NOTES = new Set(['invite', 'join', 'role', 'remove', 'leave', 'ban', 'unban', 'rename', 'topic', 'archive', 'unarchive', 'posting', 'inviting', 'history', 'slow', 'reads', 'pin']);

/** What a field of `chat.update` becomes. */
const SETTLED = { name: 'rename', topic: 'topic', posting: 'posting', inviting: 'inviting', history: 'history', slow: 'slow', reads: 'reads' };

/** A server as small as it can be: one room's log, whose numbers have no holes, posts that count once, and pages. */
export class House {
  epoch = 'e1';
  /** What people have typed in the room and not sent. @type {Map<string, { draft: number, text: string }>} */
  drafts = new Map();
  /** The same for threads of the room: how often they were written, and what is left. @type {Map<string, { number: number, texts: Record<number, string> }>} */
  threadDrafts = new Map();
  /** What people have chosen for themselves; null where the house is of the release before. @type {Map<string, { number: number }> | null} */
  preferences = new Map();
  /** What there is in the directory. @type {(body: { q?: string, after?: string }) => any[]} */
  directory = () => [];
  /** What the chat is called; null where the house is of the release before. @type {string | null} */
  name = 'doChat';
  /** What people keep of the room for themselves. @type {Map<string, { muted?: boolean, favourite?: boolean, marked?: number }>} */
  kept = new Map();
  /** @type {any[]} */
  log = [];
  joined = new Set();
  /** @type {'public' | 'private'} */
  kind = 'public';
  /** Of those who are in the room, what they are, where that is no member. @type {Map<string, string>} */
  roles = new Map();
  /** What people are called by now, where that is not what they are known as. @type {Map<string, string>} */
  names = new Map();
  /** Everybody who was ever here. */
  people = ['ada', 'jun', 'me', 'tom'];
  /** Whether those whom a search finds come by pages: at nodes of the release before they do not. */
  hasPagesOfPeople = true;
  /** Direct conversations, by their people. @type {Map<string, any>} */
  direct = new Map();
  read = 0;
  /** The number of the first event that those who look see; 0 where they see all. */
  floor = 0;
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

  /** Somebody changes a message, or reacts to it. @param {string} user @param {'edit' | 'delete' | 'react' | 'unreact' | 'pin' | 'unpin'} type @param {number} ref */
  change(user, type, ref, text = '', id = undefined) {
    const { deleted, reactions = [], thread, pinned = false } = this.#now(this.log[ref - 1]);
    const reacts = reactions.some(({ emoji, users }) => emoji === text && users.some(({ id }) => id === user));
    const isNothing = deleted || (type === 'react' && reacts) || (type === 'unreact' && !reacts) || (type === 'pin' && pinned) || (type === 'unpin' && !pinned);
    const seq = this.log.length + 1;
    if (!isNothing) this.log.push({ seq, type, id: id ?? `${user}-change-${seq}`, user: { id: user, name: user }, ref, thread, text, at: new Date(seq).toISOString() });
    return this;
  }

  /** Somebody settles something. @param {string} user @param {string} type @param {string} [text] @param {string} [id] */
  settle(user, type, text = '', id = `${user}-settles-${this.log.length}`) {
    const seq = this.log.length + 1;
    this.log.push({ seq, type, id, user: { id: user, name: user }, text, at: new Date(seq).toISOString() });
    return { seq, at: new Date(seq).toISOString() };
  }

  #update(user, { room, id, archived, ...wish }) {
    const [[field, value] = []] = Object.entries(wish);
    return archived === undefined ? this.settle(user, SETTLED[field], String(value), id) : this.settle(user, archived ? 'archive' : 'unarchive', '', id);
  }

  /** What the events have made of the room. */
  get settled() {
    const last = (type, before = undefined) => this.log.findLast((event) => event.type === type)?.text ?? before;
    const archived = this.log.findLast(({ type }) => type === 'archive' || type === 'unarchive')?.type === 'archive';
    const [posting, slow] = [last('posting'), Number(last('slow', '0'))];
    return { name: last('rename', 'Room'), topic: last('topic', ''), ...(archived && { archived }), ...(posting === 'moderator' && { posting }), ...(slow && { slow }), ...(last('reads') === 'true' && { reads: true }) };
  }

  /** As `chat.people` answers. */
  #found({ search = '', after, limit = 20 }) {
    const all = this.people.filter((id) => id.includes(search));
    const [from, most] = this.hasPagesOfPeople ? [all.indexOf(after) + 1, limit] : [0, 20];
    return { users: all.slice(from, from + most).map((id) => ({ id, name: id })) };
  }

  /** As `chat.pins` answers. */
  pins() {
    const all = this.messages({ limit: 500 }).messages.filter(({ pinned }) => pinned);
    const when = ({ seq }) => this.log.findLast(({ type, ref }) => type === 'pin' && ref === seq).seq;
    return { epoch: this.epoch, head: this.head, messages: all.sort((one, other) => when(other) - when(one)) };
  }

  /** Somebody changes who is in the room. @param {string} user @param {'invite' | 'join' | 'remove' | 'role' | 'leave' | 'ban' | 'unban'} type @param {string} whom @param {string} [role] */
  note(user, type, whom = user, role = type === 'join' && this.#staysReader(whom) ? 'reader' : type === 'invite' || type === 'join' ? 'member' : '') {
    if (type === 'invite' || type === 'join') this.joined.add(whom);
    if (type === 'remove' || type === 'leave' || type === 'ban') this.joined.delete(whom);
    if (!this.joined.has(whom) && !this.#staysReader(whom)) this.roles.delete(whom);
    if (role) this.roles.set(whom, role);
    const seq = this.log.length + 1;
    const event = { seq, type, id: `${user}-note-${seq}`, user: { id: user, name: user }, text: role, at: new Date(seq).toISOString() };
    this.log.push(type === 'join' || type === 'leave' ? event : { ...event, whom: { id: whom, name: whom } });
    return { seq, at: event.at };
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
    const all = this.log.filter(({ seq, type, thread: its }) => type === 'message' && (!thread || thread === seq || thread === its) && seq > (after ?? 0) && seq >= this.floor && seq < (before ?? Infinity));
    const messages = after === undefined ? all.slice(-limit) : all.slice(0, limit);
    const isWhole = all.length < limit;
    const first = after !== undefined || isWhole ? (after ?? 0) + 1 : messages[0].seq;
    const last = after === undefined || isWhole ? Math.min(before ?? Infinity, this.head + 1) - 1 : messages.at(-1).seq;
    const notes = this.log.filter(({ seq, type }) => NOTES.has(type) && Math.max(first, this.floor) <= seq && seq <= last);
    return { epoch: this.epoch, head: this.head, first, last, ...(this.floor && { floor: this.floor }), messages: messages.map((event) => this.#now(event)), ...(notes.length && { notes }) };
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
      if (change === 'pin') message.pinned = true;
      if (change === 'unpin' || change === 'delete') message.pinned = undefined;
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
    if (ref < this.floor) return { seq: ref, hidden: true };
    const texts = this.log.filter((event) => event.seq === ref || (event.ref === ref && event.type === 'edit')).map(({ text }) => text);
    const { user } = this.log[ref - 1];
    if (this.log.some((event) => event.ref === ref && event.type === 'delete')) return { seq: ref, user, deleted: true };
    const points = [...texts.at(-1).replace(/\s+/g, ' ').trim()];
    return { seq: ref, user, text: points.length > 200 ? `${points.slice(0, 199).join('')}…` : points.join('') };
  }

  /** As a delivery from a cursor on. */
  delivery(after, most = 500) {
    const from = Math.max(after, this.floor - 1);
    const seen = (event) => (event.type !== 'message' && event.ref < this.floor ? { ...event, type: 'hidden', id: `hidden-${event.seq}`, user: { id: 'nobody', name: 'nobody' }, ref: undefined, thread: undefined, text: '' } : event);
    return { epoch: this.epoch, head: this.head, events: this.log.slice(from, from + most).map(seen) };
  }

  /** As a room's line in the list. @param {string} user */
  room(user) {
    const joined = this.joined.has(user);
    return { id: 'r', ...this.settled, ...(joined && this.kept.get(user)), ...(joined && this.drafts.has(user) && { draft: this.drafts.get(user).draft }), ...(joined && this.threadDrafts.has(user) && { threadDrafts: this.threadDrafts.get(user).number }), kind: this.kind, head: this.head, members: this.joined.size, joined, ...((joined || this.#staysReader(user)) && { role: this.#role(user) }), ...(this.#isBanned(user) && { banned: true }),
      read: joined ? this.read : 0, unread: joined ? this.#unread(user) : 0 };
  }

  /** What somebody has in their rooms, all in one part; who knows nothing is told all parts. @param {string} user @param {string} [known] */
  own(user, known) {
    const last = this.log.findLast(({ seq, type }) => type === 'message' && !this.#now(this.log[seq - 1]).deleted);
    const rooms = this.#rooms(user).filter(({ joined }) => joined).map((room) => (room.id === 'r' && last ? { ...room, last: this.#now(last) } : room));
    const preferences = this.preferences && (this.preferences.get(user) ?? { number: 0 });
    return { ...(preferences && { preferences }), ...(this.name && { name: this.name }), state: `${this.epoch}.${this.log.length}.${this.read}.${this.kept.get(user)?.marked ?? 0}.${preferences?.number}.${this.name}`, parts: [{ part: 0, rooms }, ...Array.from({ length: known ? 0 : 31 }, (_, i) => ({ part: i + 1, rooms: [] }))] };
  }

  /** Whether the room is there for somebody. @param {string} user */
  isSeenBy(user) {
    return this.kind === 'public' || this.joined.has(user);
  }

  /** Whether somebody has been made a reader where everybody may come, which does not end with being in it. */
  #staysReader(user) {
    return this.kind === 'public' && this.roles.get(user) === 'reader';
  }

  #role(user) {
    return this.roles.get(user) ?? 'member';
  }

  /** All rooms of somebody. */
  #rooms(user) {
    const direct = [...this.direct.values()].filter(({ people }) => people.some(({ id }) => id === user)).map((room) => named(room, user));
    return [...(this.isSeenBy(user) ? [this.room(user)] : []), ...direct];
  }

  #see(user, id) {
    const room = this.#rooms(user).find((each) => each.id === id);
    if (!room) throw refusal('room_not_found');
    return room;
  }

  #converse(user, users) {
    const people = [...new Set([user, ...users])].sort();
    const id = `d-${people.join('-')}`;
    const room = { id, topic: '', kind: 'direct', head: 0, members: people.length, joined: true, role: 'member', read: 0, unread: 0, people: people.map((id) => ({ id, name: id })) };
    if (!this.direct.has(id)) this.direct.set(id, room);
    return named(room, user);
  }

  /** As one who may. */
  #members({ after = '', limit = 500 }) {
    return [...this.joined].sort().filter((id) => id > after).slice(0, limit).map((id) => ({ user: { id, name: id }, role: this.#role(id) }));
  }

  /** Whether somebody follows a thread. @param {string} user @param {number} thread @returns {boolean} */
  #follows(user, thread) {
    const said = this.log.findLast(({ type, user: { id }, ref, thread: its = ref }) => (type === 'follow' || type === 'unfollow') && id === user && its === thread);
    return said ? said.type === 'follow' : this.log.some(({ type, user: { id }, seq, thread: its }) => type === 'message' && id === user && (seq === thread || its === thread));
  }

  #follow(user, { seq: ref, id, on }) {
    const { thread = ref } = this.log[ref - 1];
    if (this.#follows(user, thread) === on) return {};
    const seq = this.log.length + 1;
    this.log.push({ seq, type: on ? 'follow' : 'unfollow', id, user: { id: user, name: user }, ref, ...(thread !== ref && { thread }), text: '', at: new Date(seq).toISOString() });
    return { seq, at: new Date(seq).toISOString() };
  }

  /** As `chat.followers` answers. */
  #followers(user, { seq }) {
    const { thread = seq } = this.log[seq - 1];
    const ids = [...new Set(this.log.map(({ user: { id } }) => id))].filter((id) => this.#follows(id, thread)).sort();
    return { count: ids.length, users: ids.map((id) => ({ id, name: id })), following: ids.includes(user) };
  }

  /** What a message said before each edit; nothing once it is deleted. */
  #edits({ seq }) {
    const own = this.log.filter((event) => event.seq === seq || event.ref === seq);
    const said = own.filter(({ type }) => type === 'message' || type === 'edit');
    return own.some(({ type }) => type === 'delete') ? [] : said.slice(1).map((edit, i) => ({ seq: edit.seq, user: edit.user, at: edit.at, before: said[i].text }));
  }

  /** As `chat.bans` answers. @param {{ after?: string, limit: number }} asked */
  #bans({ after = '', limit }) {
    const people = [...new Set(this.log.filter(({ type }) => type === 'ban').map(({ whom }) => whom.id))].sort();
    return people.filter((id) => id > after && this.#isBanned(id)).slice(0, limit)
      .map((id) => { const { user, at } = this.log.findLast(({ type, whom }) => type === 'ban' && whom.id === id); return { user: { id, name: id }, by: user, at }; });
  }

  #isBanned(id) {
    return this.log.findLast(({ type, whom }) => (type === 'ban' || type === 'unban') && whom.id === id)?.type === 'ban';
  }

  /** What somebody has typed and not sent, which counts how often it was written. @param {string} user @param {{ text?: string }} asked */
  draft(user, { text }) {
    const before = this.drafts.get(user) ?? { draft: 0, text: '' };
    const number = Math.abs(before.draft) + 1;
    if (text !== undefined) this.drafts.set(user, { draft: text ? number : -number, text });
    return this.drafts.get(user) ?? before;
  }

  /** The same for a thread, named by any of its messages that one sees. @param {string} user @param {{ seq: number, text?: string }} asked */
  threadDraft(user, { seq, text }) {
    if (seq < this.floor) throw refusal('message_not_found');
    const { number, texts } = this.threadDrafts.get(user) ?? { number: 0, texts: {} };
    const { thread = seq } = this.log[seq - 1];
    if (text && this.#now(this.log[thread - 1]).deleted) throw refusal('message_not_found');
    if (text !== undefined) this.threadDrafts.set(user, { number: number + 1, texts: { ...texts, [thread]: text } });
    const now = this.threadDrafts.get(user) ?? { number, texts };
    return { draft: now.texts[thread] ? now.number : -now.number, text: now.texts[thread] ?? '' };
  }

  /** Somebody chooses something for themself. @param {string} user @param {Record<string, any>} choice */
  prefer(user, choice) {
    if (!this.preferences) throw refusal('unknown_address');
    const before = this.preferences.get(user) ?? { number: 0 };
    this.preferences.set(user, { ...before, ...choice, number: before.number + 1 });
    return this.preferences.get(user);
  }

  #keep(user, { room: _, read, ...kept }) {
    const { marked = 0, ...before } = this.kept.get(user) ?? {};
    if (read !== undefined) this.read = Math.min(read, this.head);
    this.kept.set(user, { ...before, ...kept, ...((marked || read !== undefined) && { marked: marked + (read === undefined ? 0 : 1) }) });
    return this.room(user);
  }

  #unread(user) {
    return this.log.filter(({ seq, type, user: { id } }) => type === 'message' && seq > this.read && id !== user).slice(0, 100).length;
  }

  /** @param {string} user who asks @param {string} address @param {any} body */
  answer(user, address, body) {
    this.asked.push({ address, body, as: user });
    if (address === 'chat.session') return { user: { id: user, name: user }, node: 'n', epoch: this.epoch };
    if (address === 'chat.rooms') return { rooms: this.#rooms(user).filter(({ joined }) => joined || !body.joined) };
    if (address === 'chat.room') return { room: this.#see(user, body.room) };
    if (address === 'chat.directory') return { rooms: this.directory(body) };
    if (address === 'chat.me') return this.own(user, body.state);
    if (body.room === 'r' && !this.isSeenBy(user)) throw refusal('room_not_found');
    if (body.room === 'r' && this.#isBanned(user)) throw refusal('banned');
    if (address === 'chat.people') return this.#found(body);
    if (address === 'chat.cards') return { cards: body.users.map((id) => ({ user: { id, name: this.names.get(id) ?? id } })) };
    if (address === 'chat.presence') return { count: 0, users: [] };
    if (address === 'chat.direct') return { room: this.#converse(user, body.users) };
    if (address === 'chat.members') return { members: this.#members(body) };
    if (address === 'chat.invite') return this.joined.has(body.user) ? {} : this.note(user, 'invite', body.user);
    if (address === 'chat.remove') return this.joined.has(body.user) ? this.note(user, 'remove', body.user) : {};
    if (address === 'chat.ban') return this.#isBanned(body.user) ? {} : this.note(user, 'ban', body.user);
    if (address === 'chat.unban') return this.#isBanned(body.user) ? this.note(user, 'unban', body.user) : {};
    if (address === 'chat.bans') return { bans: this.#bans(body) };
    if (address === 'chat.role') return this.#role(body.user) === body.role ? {} : this.note(user, 'role', body.user, body.role);
    if (address === 'chat.leave' && this.joined.has(user)) this.note(user, 'leave');
    if (address === 'chat.messages') return this.messages(body);
    if (address === 'chat.post') return body.reply ? this.reply(user, body.reply, body.text, body.id) : this.post(user, body.text, body.id);
    if (address === 'chat.edit') return this.#changed(user, 'edit', body, body.text);
    if (address === 'chat.delete') return this.#changed(user, 'delete', body);
    if (address === 'chat.react') return this.#changed(user, body.on ? 'react' : 'unreact', body, body.emoji);
    if (address === 'chat.pin') return this.#changed(user, body.on ? 'pin' : 'unpin', body, '');
    if (address === 'chat.follow') return this.#follow(user, body);
    if (address === 'chat.followers') return this.#followers(user, body);
    if (address === 'chat.pins') return this.pins();
    if (address === 'chat.edits') return { edits: this.#edits(body) };
    if (address === 'chat.readers') return { users: [...this.joined].sort().map((id) => ({ id, name: id })) };
    if (address === 'chat.update') return this.#update(user, body);
    if (address === 'chat.place') return { room: this.#keep(user, body) };
    if (address === 'chat.draft') return this.draft(user, body);
    if (address === 'chat.thread-draft') return this.threadDraft(user, body);
    if (address === 'chat.preferences') return this.prefer(user, body);
    if (address === 'chat.read') this.read = Math.max(this.read, body.seq);
    if (address === 'chat.join' && !this.joined.has(user)) this.note(user, 'join');
    return address === 'chat.join' || address === 'chat.leave' ? { room: this.room(user) } : {};
  }
}

/** A direct conversation is called after the others. */
const named = (room, user) => ({ ...room, name: room.people.filter(({ id }) => id !== user).map(({ name }) => name).join(', ') });
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

  unlisten() {}
}

/** An answer that a test gives when it wants. */
export function later() {
  let give;
  const promise = new Promise((resolve) => (give = resolve));
  return Object.assign(promise, { give });
}

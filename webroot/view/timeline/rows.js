import { isPassing } from '../../state/membership.js';
import { asItIs } from '../../state/messages.js';

const TOGETHER = 5 * 60_000;

/** The row of each message, as it was last. @type {WeakMap<import('../../state/messages.js').Message, any>} */
const known = new WeakMap();

/** The row of each note, by the last event of it. @type {WeakMap<import('../../state/messages.js').Event, any>} */
const noted = new WeakMap();

/**
 * `date` is the day in the reader's zone.
 * @typedef {{ kind: 'day', key: string, at: Date } | { kind: 'new', key: string }
 *   | { kind: 'note', key: string, at: Date, date: string, seq: number, events: import('../../state/messages.js').Event[] }
 *   | { kind: 'message', key: string, at: Date, date: string, id: string, seq?: number, text: string, user: { id: string, name: string },
 *       message?: import('../../state/messages.js').Message, reply?: import('../../state/messages.js').Quote, thread?: number,
 *       replies?: import('../../state/messages.js').Replies, edited?: string, deleted?: import('../../state/messages.js').Message['deleted'],
 *       editor?: import('./editor.js').Editor, mentions?: import('../../state/mentions.js').Mention[], own: boolean, lead: boolean, state: 'pending' | 'sent' | 'failed', post?: import('../../state/outbox.js').Post }} Row
 */

/**
 * What stands in the timeline, from top to bottom. Only sequence numbers decide; own posts on their way stay at the end. A message whose row
 * has not changed gives the same object again: that is how a view tells.
 * @param {{ messages: import('../../state/messages.js').Message[], notes?: import('../../state/messages.js').Event[], posts: import('../../state/outbox.js').Post[],
 *   marker: number | null, root?: number, me: { id: string, name: string } }} from `root`: what begins a thread, whose author is named anew in its replies
 * @returns {Row[]}
 */
export function rows({ messages, notes = [], posts, marker, root, me }) {
  const arrived = new Set(messages.filter(({ user }) => user.id === me.id).map(({ id }) => id));
  const [lastAt] = [messages, notes].map((each) => each.at(-1)?.at ?? '').sort().reverse();
  const all = [
    ...between(messages.map((message) => arrival(message, me)), notes),
    ...posts.filter(({ id }) => !arrived.has(id)).map((post) => ({ ...words({ ...post, reply: asItIs(post.reply, messages), at: later(post.at, lastAt), user: me }, me, post.state), post })),
  ];
  return separated(all, marker, root);
}

/** What waited for days stands at the end all the same, and no day comes after a later one. */
const later = (at, last) => (at > last ? at : last);

/** Notes among the messages, by their numbers; those of people who come and go one after another, on one day, are one. */
function between(messages, notes) {
  if (!notes.length) return messages;
  const found = [];
  for (const each of [...messages, ...notes].sort((one, other) => one.seq - other.seq)) {
    const before = found.at(-1);
    if (each.kind) found.push(each);
    else if (Array.isArray(before) && [before[0], each].every(isPassing) && dateOf(before[0]) === dateOf(each)) before.push(each);
    else found.push([each]);
  }
  return found.map((each) => (Array.isArray(each) ? note(each) : each));
}

const dateOf = ({ at }) => new Date(at).toDateString();

/** @param {import('../../state/messages.js').Event[]} events that stand in one line */
function note(events) {
  const [first, last] = [events[0], events[events.length - 1]];
  const before = noted.get(last);
  if (before?.events.length === events.length && before.events[0] === first) return before;
  const row = { kind: 'note', key: `note/${first.seq}`, at: new Date(last.at), date: dateOf(last), seq: first.seq, events };
  noted.set(last, row);
  return row;
}

function arrival(message, me) {
  const before = known.get(message);
  const { edited, deleted, replies } = message;
  return before?.own === (message.user.id === me.id) ? before : { ...words(message, me, 'sent'), edited, deleted, replies, message };
}

/** @param {any} of a message, or a post with its author */
function words({ id, seq, text, user, at: time, reply, thread, mentions }, me, state) {
  const at = new Date(time);
  return { kind: 'message', key: `${user.id}/${id}`, id, seq, text, user, at, reply, thread, mentions, date: at.toDateString(), own: user.id === me.id, lead: true, state };
}

function separated(messages, marker, root) {
  const found = [];
  let before = null;
  let marked = marker === null;
  for (const each of messages) {
    const sameDate = before?.date === each.date;
    const isMessage = each.kind === 'message';
    const isNew = !marked && isMessage && !each.own && each.seq > marker;
    if (!sameDate) found.push({ kind: 'day', key: `day/${each.date}`, at: each.at });
    if (isNew) found.push({ kind: 'new', key: 'new' });
    marked ||= isNew;
    const isLead = !sameDate || isNew || (root && before.seq === root) || before.user?.id !== each.user?.id || each.at - before.at > TOGETHER;
    found.push(isMessage ? led(each, isLead) : each);
    before = each;
  }
  return found;
}

function led(message, lead) {
  const row = message.lead === lead ? message : { ...message, lead };
  if (row.message) known.set(row.message, row);
  return row;
}

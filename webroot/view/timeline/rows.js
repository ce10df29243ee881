const TOGETHER = 5 * 60_000;

/** The row of each event, as it was last. @type {WeakMap<import('../../state/timeline.js').Event, any>} */
const known = new WeakMap();

/**
 * `date` is the day in the reader's zone.
 * @typedef {{ kind: 'day', key: string, at: Date } | { kind: 'new', key: string }
 *   | { kind: 'message', key: string, at: Date, date: string, id: string, seq?: number, text: string, user: { id: string, name: string },
 *       own: boolean, lead: boolean, state: 'pending' | 'sent' | 'failed', post?: import('../../state/outbox.js').Post }} Row
 */

/**
 * What stands in the timeline, from top to bottom. Only sequence numbers decide; own posts on their way stay at the end. An event whose row
 * has not changed gives the same object again: that is how a view tells.
 * @param {{ events: import('../../state/timeline.js').Event[], posts: import('../../state/outbox.js').Post[],
 *   marker: number | null, me: { id: string, name: string } }} from
 * @returns {Row[]}
 */
export function rows({ events, posts, marker, me }) {
  const arrived = new Set(events.filter(({ user }) => user.id === me.id).map(({ id }) => id));
  const messages = [
    ...events.filter(({ type }) => type === 'message').map((event) => arrival(event, me)),
    ...posts.filter(({ id }) => !arrived.has(id)).map((post) => ({ ...message({ ...post, at: later(post.at, events.at(-1)?.at), user: me }, me, post.state), post })),
  ];
  return separated(messages, marker);
}

/** What waited for days stands at the end all the same, and no day comes after a later one. */
const later = (at, last = '') => (at > last ? at : last);

function arrival(event, me) {
  const before = known.get(event);
  return before?.own === (event.user.id === me.id) ? before : { ...message(event, me, 'sent'), event };
}

/** @param {any} of an event, or a post with its author */
function message({ id, seq, text, user, at: time }, me, state) {
  const at = new Date(time);
  return { kind: 'message', key: `${user.id}/${id}`, id, seq, text, user, at, date: at.toDateString(), own: user.id === me.id, lead: true, state };
}

function separated(messages, marker) {
  const found = [];
  let before = null;
  let marked = marker === null;
  for (const each of messages) {
    const sameDate = before?.date === each.date;
    const isNew = !marked && !each.own && each.seq > marker;
    if (!sameDate) found.push({ kind: 'day', key: `day/${each.date}`, at: each.at });
    if (isNew) found.push({ kind: 'new', key: 'new' });
    marked ||= isNew;
    found.push(led(each, !sameDate || isNew || before.user.id !== each.user.id || each.at - before.at > TOGETHER));
    before = each;
  }
  return found;
}

function led(message, lead) {
  const row = message.lead === lead ? message : { ...message, lead };
  if (row.event) known.set(row.event, row);
  return row;
}

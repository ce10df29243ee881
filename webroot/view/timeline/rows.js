import { sameDay } from '../../i18n/times.js';

const TOGETHER = 5 * 60_000;

/**
 * @typedef {{ kind: 'day', key: string, at: Date } | { kind: 'new', key: string }
 *   | { kind: 'message', key: string, at: Date, id: string, seq?: number, text: string, user: { id: string, name: string },
 *       own: boolean, lead: boolean, state: 'pending' | 'sent' | 'failed', post?: import('../../state/outbox.js').Post }} Row
 */

/**
 * What stands in the timeline, from top to bottom. Only sequence numbers decide; own posts on their way stay at the end.
 * @param {{ events: import('../../state/timeline.js').Event[], posts: import('../../state/outbox.js').Post[],
 *   marker: number | null, me: { id: string, name: string } }} from
 * @returns {Row[]}
 */
export function rows({ events, posts, marker, me }) {
  const arrived = new Set(events.filter(({ user }) => user.id === me.id).map(({ id }) => id));
  const messages = [
    ...events.filter(({ type }) => type === 'message').map((event) => message(event, me, 'sent')),
    ...posts.filter(({ id }) => !arrived.has(id)).map((post) => ({ ...message({ ...post, at: later(post.at, events.at(-1)?.at), user: me }, me, post.state), post })),
  ];
  return separated(messages, marker);
}

/** What waited for days stands at the end all the same, and no day comes after a later one. */
const later = (at, last = '') => (at > last ? at : last);

/** @param {any} of an event, or a post with its author */
function message({ id, seq, text, user, at }, me, state) {
  return { kind: 'message', key: `${user.id}/${id}`, id, seq, text, user, at: new Date(at), own: user.id === me.id, lead: true, state };
}

function separated(messages, marker) {
  const found = [];
  let before = null;
  let marked = marker === null;
  for (const each of messages) {
    const sameDate = before && sameDay(before.at, each.at);
    const isNew = !marked && !each.own && each.seq > marker;
    if (!sameDate) found.push({ kind: 'day', key: `day/${each.at.toDateString()}`, at: each.at });
    if (isNew) found.push({ kind: 'new', key: 'new' });
    marked ||= isNew;
    each.lead = !sameDate || isNew || before.user.id !== each.user.id || each.at - before.at > TOGETHER;
    found.push(each);
    before = each;
  }
  return found;
}

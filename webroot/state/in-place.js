/**
 * @typedef {import('./outbox.js').Post} Post
 * @typedef {import('./messages.js').Event} Event
 */

/**
 * Which of one's posts have their place: those that are in view; and those that are in the log, where the reader is elsewhere and does not wait to see them.
 * @param {Post[]} posts @param {import('./timeline.js').Timeline} timeline of their room @param {Event[]} delivered to it just now @param {(user: import('./messages.js').User) => boolean} isMe
 * @returns {{ id: string, seq: number, at: string }[]} as the log has them
 */
export function inPlace(posts, timeline, delivered, isMe) {
  const [shown, come] = [timeline.messages, delivered].map((events) => new Map(events.filter(({ user }) => isMe(user)).map((event) => [event.id, event])));
  const waits = timeline.wantsLatest && !timeline.attached;
  const isInPlace = ({ id, state, seq }) => shown.has(id)
    || (state === 'sent' && seq <= timeline.last)
    || (!waits && (come.has(id) || (state === 'sent' && timeline.loaded && !timeline.attached)));
  return posts.filter(isInPlace).map((post) => shown.get(post.id) ?? come.get(post.id) ?? post);
}

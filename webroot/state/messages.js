/**
 * A message as it is. `asOf`: the number of the newest event that it knows of. `reactions` stand in the order of their emojis; `users` are the first
 * of `count`. `follows`: whether one follows the thread that it begins, where one has said so. `thread` is the message that began the thread of a reply; `replies` are those of the thread that this one began.
 * @typedef {{ seq: number, id: string, user: User, text: string, at: string, edited?: string, deleted?: { user: User, at: string },
 *   reactions?: Reaction[], reply?: Quote, thread?: number, replies?: Replies, pinned?: boolean, follows?: boolean, mentions?: import('./mentions.js').Mention[], asOf: number,
 *   unsettled?: import('./changing.js').Change[], refused?: import('./changing.js').Refused }} Message `unsettled`: what one does to it, and the log does not have yet;
 *   `refused`: what was refused last
 * @typedef {{ emoji: string, count: number, users: User[], mine?: boolean }} Reaction
 * @typedef {{ seq: number, user?: User, text?: string, deleted?: boolean, hidden?: boolean }} Quote what a reply answers, on one line; its number alone as long as that
 *   is not known; `hidden` where it was before one came
 * @typedef {{ count: number, last: string, users: User[], mine?: boolean }} Replies
 * @typedef {{ id: string, name: string }} User
 * @typedef {{ seq: number, type: string, id: string, user: User, whom?: User, ref?: number, thread?: number, text: string, at: string,
 *   mentions?: import('./mentions.js').Mention[] }} Event
 */

/** As the server does it: people named for a thread, and characters of a quote. */
const NAMED = 5;
const QUOTE = 200;

/** @param {Event} event of the type `message` @returns {Message} */
export const posted = ({ seq, id, user, text, at, ref, thread, mentions }) =>
  ({ seq, id, user, text, at, ...(ref && { reply: { seq: ref }, thread }), ...(mentions && { mentions }), asOf: seq });

/** Each post that has a number, as a message: the same object again as long as nothing becomes of it. @type {WeakMap<import('./outbox.js').Post, Message>} */
const numbered = new WeakMap();

/** An own post that is in the log and was not delivered yet. @param {import('./outbox.js').Post} post @param {User} user who wrote it @param {Message[]} messages what is there, of which it may answer one @returns {Message} */
export function acknowledged(post, user, messages) {
  const { seq, id, text, at, reply, thread, mentions } = post;
  if (!numbered.has(post)) numbered.set(post, { seq, id, user, text, at, ...(mentions && { mentions }), asOf: seq });
  const message = numbered.get(post);
  return reply ? { ...message, reply: asItIs(reply, messages), thread } : message;
}

/** What the server calls those who have deleted their accounts; nobody else can be called so. */
const DELETED = 'deleted account';

/** @param {User | undefined} user @returns {boolean} */
export const isDeleted = (user) => user?.name === DELETED;

/** What replies to it quote. @param {Pick<Message, 'seq' | 'user' | 'text' | 'deleted'>} message @returns {Quote} */
export const quoted = ({ seq, user, text, deleted }) => (deleted ? { seq, user, deleted: true } : { seq, user, text: oneLine(text) });

/** What is answered may have changed since it was. @param {Quote | undefined} reply @param {Message[]} messages what is there @returns {Quote | undefined} */
export function asItIs(reply, messages) {
  const message = reply && messages.find(({ seq }) => seq === reply.seq);
  return message ? quoted(message) : reply;
}

/** Whether it is known what the reply answers. @param {Quote} reply */
export const isKnown = ({ text, deleted, hidden }) => text !== undefined || Boolean(deleted || hidden);

/** Whether one follows the thread that a message begins: as one has said, or because one has written in it. @param {Message} root @param {string} me */
export const isFollowed = ({ user, replies, follows }, me) => follows ?? (user.id === me || Boolean(replies?.mine));

/** What becomes of a message by an event; the same object where that is nothing, or it knew of that already. @param {Message} message @param {Event} event @param {string} me */
export function changed(message, event, me) {
  const change = event.seq > message.asOf && effect(message, event, me);
  return change ? { ...message, ...change, asOf: event.seq } : message;
}

/** What a message will be by what is not in the log yet. @param {Message} message @param {Omit<Event, 'seq'>} change @param {string} me */
export function wished(message, change, me) {
  const wish = effect(message, change, me);
  return wish ? { ...message, ...wish } : message;
}

/** An event is about a message, about what it quotes, or about the thread that it began. */
function effect(message, event, me) {
  const { type, ref, thread } = event;
  if (type === 'follow' || type === 'unfollow') return (thread ?? ref) === message.seq && event.user.id === me && { follows: type === 'follow' };
  if (thread === message.seq) return THREADS[type] && { replies: THREADS[type](message.replies, event, me) };
  if (ref === message.seq) return CHANGES[type]?.(message, event, me);
  return message.reply && message.reply.seq === ref && isKnown(message.reply) && QUOTES[type] && { reply: QUOTES[type](message.reply, event) };
}

const CHANGES = {
  edit: (_, { text, at, mentions }) => ({ text, edited: at, mentions }),
  pin: () => ({ pinned: true }),
  unpin: () => ({ pinned: undefined }),
  delete: (_, { user, at }) => ({ text: '', deleted: { user, at }, edited: undefined, reactions: undefined, pinned: undefined, mentions: undefined }),
  react: ({ reactions = [] }, { text: emoji, user }, me) => {
    const before = reactions.find((each) => each.emoji === emoji) ?? { emoji, count: 0, users: [] };
    const after = { ...before, count: before.count + 1, users: [...before.users, user], mine: before.mine || user.id === me };
    return { reactions: [...reactions.filter((each) => each !== before), after].sort(byCodePoints) };
  },
  unreact: ({ reactions = [] }, { text: emoji, user }, me) => ({
    reactions: reactions.flatMap((each) => (each.emoji === emoji ? without(each, user, me) : [each])),
  }),
};

const QUOTES = {
  edit: ({ seq, user }, { text }) => ({ seq, user, text: oneLine(text) }),
  delete: ({ seq, user }) => ({ seq, user, deleted: true }),
};

const THREADS = {
  message: ({ count, users, mine } = { count: 0, last: '', users: [] }, { user, at }, me) => {
    const isNamed = users.length >= NAMED || users.some(({ id }) => id === user.id);
    return { count: count + 1, last: at, users: isNamed ? users : [...users, user], mine: mine || user.id === me };
  },
  delete: (replies) => replies && { ...replies, count: replies.count - 1 },
};

function oneLine(text) {
  const points = [...text.replace(/[ \t\n]+/g, ' ').replace(/^ | $/g, '')];
  return points.length > QUOTE ? `${points.slice(0, QUOTE - 1).join('')}…` : points.join('');
}

function without(reaction, user, me) {
  if (reaction.count <= 1) return [];
  return [{ ...reaction, count: reaction.count - 1, users: reaction.users.filter(({ id }) => id !== user.id), mine: reaction.mine && user.id !== me }];
}

/** As the server puts them in order, which is not that of UTF-16. */
function byCodePoints({ emoji: one }, { emoji: other }) {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((point, index) => point !== b[index]);
  return at < 0 ? -1 : a[at].codePointAt(0) - (b[at]?.codePointAt(0) ?? -1);
}

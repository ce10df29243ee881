/**
 * A message as it is. `asOf`: the number of the newest event that it knows of. `reactions` stand in the order of their emojis; `users` are the first
 * of `count`.
 * @typedef {{ seq: number, id: string, user: User, text: string, at: string, edited?: string, deleted?: { user: User, at: string },
 *   reactions?: Reaction[], asOf: number }} Message
 * @typedef {{ emoji: string, count: number, users: User[], mine?: boolean }} Reaction
 * @typedef {{ id: string, name: string }} User
 * @typedef {{ seq: number, type: string, id: string, user: User, whom?: User, ref?: number, text: string, at: string }} Event
 */

/** @param {Event} event of the type `message` @returns {Message} */
export const posted = ({ seq, id, user, text, at }) => ({ seq, id, user, text, at, asOf: seq });

/** What becomes of a message by an event that is about it; the same object where it knew of that already. @param {Message} message @param {Event} event @param {string} me */
export function changed(message, event, me) {
  return event.seq > message.asOf && CHANGES[event.type] ? { ...wished(message, event, me), asOf: event.seq } : message;
}

/** What a message will be by what is not in the log yet. @param {Message} message @param {Omit<Event, 'seq'>} change @param {string} me */
export const wished = (message, change, me) => ({ ...message, ...CHANGES[change.type](message, change, me) });

const CHANGES = {
  edit: (_, { text, at }) => ({ text, edited: at }),
  delete: (_, { user, at }) => ({ text: '', deleted: { user, at }, edited: undefined, reactions: undefined }),
  react: ({ reactions = [] }, { text: emoji, user }, me) => {
    const before = reactions.find((each) => each.emoji === emoji) ?? { emoji, count: 0, users: [] };
    const after = { ...before, count: before.count + 1, users: [...before.users, user], mine: before.mine || user.id === me };
    return { reactions: [...reactions.filter((each) => each !== before), after].sort(byCodePoints) };
  },
  unreact: ({ reactions = [] }, { text: emoji, user }, me) => ({
    reactions: reactions.flatMap((each) => (each.emoji === emoji ? without(each, user, me) : [each])),
  }),
};

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

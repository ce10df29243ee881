import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { isPassing } from '../../state/membership.js';

/** What a line says: who has come and who has gone, each by what they did last, or what else has happened. @param {import('../../state/messages.js').Event[]} events @param {string} me */
export function told(events, me) {
  const last = new Map(events.map((event) => [event.user.id, event]));
  return isPassing(events[0]) ? ['join', 'leave'].flatMap((type) => passed(type, [...last.values()], me)).join('. ') : sentence(events[0], me);
}

/** Oneself comes first, and has no name. */
function passed(type, all, me) {
  const people = all.filter((event) => event.type === type).map(({ user }) => user);
  const names = [...people.filter(({ id }) => id === me).map(() => undefined), ...people.filter(({ id }) => id !== me).map(nameOf)];
  return names.length ? [t.notes[type](names)] : [];
}

/** Who was brought, sent away or became something, what the room became, or what was pinned, in a sentence. @param {import('../../state/messages.js').Event} event @param {string} me */
function sentence({ type, user, whom, text }, me) {
  const [who, to] = [user, whom ?? user].map((each) => (each.id === me ? undefined : nameOf(each)));
  if (type === 'role' && user.id === whom.id) return t.notes.became(who, text);
  return t.notes[type](who, to, text);
}

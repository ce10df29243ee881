import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';

/** Who came, went or became something, what the room became, or what was pinned, in a sentence. @param {import('../../state/messages.js').Event} event @param {string} me */
export function sentence({ type, user, whom, text }, me) {
  const [who, to] = [user, whom ?? user].map((each) => (each.id === me ? undefined : nameOf(each)));
  if (type === 'role' && user.id === whom.id) return t.notes.became(who, text);
  return t.notes[type](who, to, text);
}

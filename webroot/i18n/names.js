import { isDeleted } from '../state/messages.js';
import { language, t } from './index.js';

const collators = new Map();

/** Names in the order of the chosen language, whatever the browser speaks. @param {string} a @param {string} b @returns {number} */
export function compareNames(a, b) {
  if (!collators.has(language)) collators.set(language, new Intl.Collator(language, { numeric: true, sensitivity: 'base' }));
  return collators.get(language).compare(a, b);
}

/**
 * What the page is told of people: who has deleted their account, and who is called otherwise by now.
 * @type {{ gone: number, isGone(id: string): boolean, renamed: number, called(user: import('../state/messages.js').User): import('../state/messages.js').User }}
 */
let known = { gone: 0, isGone: () => false, renamed: 0, called: (user) => user };

/** Pages that know cards call nobody by name who has gone for ever, and by the name of now where that counts. @param {typeof known} cards */
export function nameByCards(cards) {
  known = cards;
}

/** What names depend on beside the names: what is kept as it was drawn is drawn anew when this is another one. */
export const naming = () => `${language} ${known.gone} ${known.renamed}`;

/** What somebody is called, in the chosen language where nothing is left of their name. @param {import('../state/messages.js').User | undefined} user @returns {string} */
export const nameOf = (user) => (isDeleted(user) || (user && known.isGone(user.id)) ? t.deletedAccount : user?.name ?? '');

/** The same by the name of now, for who is meant today and not by what they were called then. @param {import('../state/messages.js').User} user @returns {string} */
export const nameNow = (user) => nameOf(known.called(user));

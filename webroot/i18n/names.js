import { isDeleted } from '../state/messages.js';
import { language, t } from './index.js';

const collators = new Map();

/** Names in the order of the chosen language, whatever the browser speaks. @param {string} a @param {string} b @returns {number} */
export function compareNames(a, b) {
  if (!collators.has(language)) collators.set(language, new Intl.Collator(language, { numeric: true, sensitivity: 'base' }));
  return collators.get(language).compare(a, b);
}

/** What somebody is called, in the chosen language where nothing is left of their name. @param {import('../state/messages.js').User | undefined} user @returns {string} */
export const nameOf = (user) => (isDeleted(user) ? t.deletedAccount : user?.name ?? '');

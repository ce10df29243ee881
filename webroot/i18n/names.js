import { language, t } from './index.js';

/** What the server calls those who have deleted their accounts; nobody else can be called so. */
const DELETED = 'deleted account';

const collators = new Map();

/** Names in the order of the chosen language, whatever the browser speaks. @param {string} a @param {string} b @returns {number} */
export function compareNames(a, b) {
  if (!collators.has(language)) collators.set(language, new Intl.Collator(language, { numeric: true, sensitivity: 'base' }));
  return collators.get(language).compare(a, b);
}

/** What somebody is called, in the chosen language where nothing is left of their name. @param {{ name: string } | undefined} user @returns {string} */
export const nameOf = (user) => (user?.name === DELETED ? t.deletedAccount : user?.name ?? '');

import { language } from './index.js';

const collators = new Map();

/** Names in the order of the chosen language, whatever the browser speaks. @param {string} a @param {string} b @returns {number} */
export function compareNames(a, b) {
  if (!collators.has(language)) collators.set(language, new Intl.Collator(language, { numeric: true, sensitivity: 'base' }));
  return collators.get(language).compare(a, b);
}

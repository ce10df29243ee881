import { language, t } from '../../i18n/index.js';

const UNITS = ['B', 'kB', 'MB', 'GB'];
const formats = new Map();

/** @param {number | null} n @returns {string} milliseconds, or seconds from one second on */
export function duration(n) {
  if (n === null) return '–';
  if (n < 1000) return t.millis(count(n, n < 10 ? 1 : 0));
  return t.seconds(format({ maximumFractionDigits: 2, minimumFractionDigits: 2 }, n / 1000));
}

/** @param {number} n bytes @returns {string} in the unit that fits, of a thousand each */
export function bytes(n) {
  const step = n < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(n) / 3));
  const value = n / 1000 ** step;
  return `${count(value, step && value < 100 ? 1 : 0)}\u00a0${UNITS[step]}`;
}

/** @param {number} n @param {number} [digits] after the point */
export const count = (n, digits = 0) => format({ maximumFractionDigits: digits }, n);

/** @param {string[]} names @returns {string} as a list in a sentence */
export const list = (names) => new Intl.ListFormat(language, { type: 'conjunction' }).format(names);

function format(options, n) {
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(language, options));
  return formats.get(key).format(n);
}

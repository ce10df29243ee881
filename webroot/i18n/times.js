import { language, t } from './index.js';

const formats = new Map();

const CLOCK = { hour: 'numeric', minute: '2-digit' };
const CLOCK_SECONDS = { ...CLOCK, second: '2-digit' };
const EXACT = { dateStyle: 'full', timeStyle: 'medium' };
const DAY = { month: 'long', day: 'numeric', weekday: 'long' };
const DAY_AND_YEAR = { ...DAY, year: 'numeric' };

/** @param {Date} at @returns {string} the time of day */
export const clock = (at) => format(CLOCK, at);

/** @param {Date} at @returns {string} the time of day where it is narrow: without morning and afternoon */
export const clockDigits = (at) =>
  formatter(CLOCK).formatToParts(at).filter(({ type }) => type !== 'dayPeriod').map(({ value }) => value).join('').trim();

/** @param {Date} at @returns {string} the time of day, with seconds */
export const clockSeconds = (at) => format(CLOCK_SECONDS, at);

/** @param {Date} at @returns {string} everything, for a tooltip */
export const exact = (at) => format(EXACT, at);

/** @param {Date} at @returns {string} today, yesterday, or the date */
export function day(at) {
  const now = new Date();
  if (sameDay(at, now)) return t.today;
  if (sameDay(at, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return t.yesterday;
  return format(at.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR, at);
}

/** @param {Date} a @param {Date} b in the reader's zone */
export const sameDay = (a, b) => a.toDateString() === b.toDateString();

const format = (options, at) => formatter(options).format(at);

function formatter(options) {
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, options));
  return formats.get(key);
}

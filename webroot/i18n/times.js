import { language, t } from './index.js';

const formats = new Map();

const CLOCK = { hour: 'numeric', minute: '2-digit' };
const CLOCK_SECONDS = { ...CLOCK, second: '2-digit' };
const EXACT = { dateStyle: 'full', timeStyle: 'medium' };
/** In minutes. @type {[number, Intl.RelativeTimeFormatUnit][]} */
const UNITS = [[1, 'minute'], [60, 'hour'], [60 * 24, 'day'], [60 * 24 * 30, 'month'], [60 * 24 * 365, 'year']];
const DAY = { month: 'long', day: 'numeric', weekday: 'long' };
const SHORT_DAY = { month: 'short', day: 'numeric' };
const SHORT_DATE = { year: 'numeric', month: 'numeric', day: 'numeric' };
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
  if (sameDay(at, dayBefore(now))) return t.yesterday;
  return format(at.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR, at);
}

/** @param {Date} at @returns {string} when it was, as short as can be: the time today, or the day */
export function when(at) {
  const now = new Date();
  if (sameDay(at, now)) return clock(at);
  if (sameDay(at, dayBefore(now))) return t.yesterday;
  return format(at.getFullYear() === now.getFullYear() ? SHORT_DAY : SHORT_DATE, at);
}

/** @param {Date} at @returns {string} when it was, with the time of day on any day */
export const moment = (at) => (sameDay(at, new Date()) ? clock(at) : `${when(at)} ${clock(at)}`);

/** @param {Date} a @param {Date} b in the reader's zone */
export const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** @param {Date} at @returns {string} how long ago, in the largest unit that fits */
export function ago(at) {
  const minutes = Math.floor((Date.now() - at.getTime()) / 60_000);
  if (minutes < 1) return t.justNow;
  const [size, unit] = UNITS.findLast(([least]) => minutes >= least);
  return relative().format(-Math.floor(minutes / size), unit);
}

const dayBefore = (now) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);

function relative() {
  const key = `${language} ago`;
  if (!formats.has(key)) formats.set(key, new Intl.RelativeTimeFormat(language, { numeric: 'always', style: 'short' }));
  return formats.get(key);
}

const format = (options, at) => formatter(options).format(at);

function formatter(options) {
  const key = language + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, options));
  return formats.get(key);
}

import { count, duration } from '../../lab/i18n/numbers.js';
import { explain as explainChat } from '../../i18n/index.js';
import { words } from './index.js';

const STEPS = /** @type {const} */ ([['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]]);
/** A clock that differs by less is not worth a word, in milliseconds. */
const LEVEL = 10;

/** @param {number} seconds @returns {string} in the two largest units that it has */
export function age(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const first = STEPS.findIndex(([, size]) => whole >= size);
  const from = first < 0 ? STEPS.length - 1 : first;
  return STEPS.slice(from, from + 2).map(([unit, size], i) => `${Math.floor((whole % (i ? STEPS[from][1] : Infinity)) / size)}${words().units[unit]}`).join(' ');
}

/** @param {number | null | undefined} n a second */
export const rate = (n) => (n === null || n === undefined ? '–' : words().perSecond(count(n, n < 10 ? 1 : 0)));

/** @param {number | null} ms after something */
export const after = (ms) => (ms === null ? '' : words().after(duration(ms)));

/** @param {number} ms that another clock is ahead */
export function clockDifference(ms) {
  if (Math.abs(ms) < LEVEL) return words().level;
  return ms > 0 ? words().ahead(duration(ms)) : words().behind(duration(-ms));
}

/** @param {{ code: string }} problem */
export const explain = (problem) => words().problems[problem.code] ?? explainChat(problem);

/** @param {{ code: string }} problem */
export const explainDrain = (problem) => words().drainProblems[problem.code] ?? explain(problem);

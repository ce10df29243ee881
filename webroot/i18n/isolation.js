/** What is written from the right to the left, and what turns the direction of what follows (Bidi_Class R, AL and the formatting ones, in blocks as Unicode keeps them for both). */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATES = /[\u2066-\u2069]/g;
const [BEGIN, END] = ['\u2068', '\u2069'];

/**
 * What a person wrote, for a plain string among other words: whatever direction it has, theirs stays (UAX 9, first strong isolate). What turns nothing is
 * as it was. An isolate ends what begins within it, and ends with its line, so each line is one.
 * @param {string} text @returns {string}
 */
export const isolated = (text) => (TURNS.test(text) ? text.replace(/.+/g, (line) => BEGIN + (isBalanced(line) ? line : bare(line)) + END) : text);

/** A text without isolates. @param {string} text @returns {string} */
export const bare = (text) => text.replace(ISOLATES, '');

/** Several names as one. @param {string[]} names */
export const listed = (names) => (names.length > 1 ? names.map(isolated).join(', ') : names.join());

/** Whether it ends all isolates that it begins, and none of those around it. @param {string} line */
function isBalanced(line) {
  let open = 0;
  for (const [mark] of line.matchAll(ISOLATES)) {
    open += mark === END ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0;
}

const alone = (fact) => (typeof fact === 'string' ? isolated(fact) : Array.isArray(fact) ? fact.map(alone) : fact);

/** The same words, of which each sentence isolates what is put into it. @template T @param {T} words @returns {T} */
export function isolating(words) {
  if (typeof words === 'function') return /** @type {any} */ ((...facts) => words(...facts.map(alone)));
  if (Array.isArray(words) || words === null || typeof words !== 'object') return words;
  return /** @type {any} */ (Object.fromEntries(Object.entries(words).map(([key, each]) => [key, isolating(each)])));
}

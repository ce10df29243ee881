import { isolating } from './isolation.js';

/**
 * What a page says in one language: `words` on all pages, `own` on this one alone.
 * @typedef {{ words: typeof import('./en.js').en, own?: object }} Dictionary
 * @typedef {'en' | 'ko'} Language
 */

/** What each calls itself. */
export const languages = { en: 'English', ko: '한국어' };

/** @type {Map<string, Dictionary>} */
const known = new Map();
/** Where the dictionaries are that the document does not have. @type {Record<string, string>} */
let elsewhere = {};

/** The words of the chosen language; a live binding: read it while rendering, never keep it. @type {typeof import('./en.js').en} */
export let t;

/** Those of this page alone, likewise. @type {any} */
export let own;

/** @type {Language} */
export let language;

/**
 * The build calls it before anything else of the page is there: a document comes with one language (decision 22).
 * @param {Language} comesWith @param {Dictionary} dictionary @param {Record<string, string>} others addresses, by language
 */
export function begin(comesWith, dictionary, others) {
  know(comesWith, dictionary);
  elsewhere = others;
  speak(comesWith);
}

/** @param {Language} chosen that is known */
export function speak(chosen) {
  language = chosen;
  ({ words: t, own } = /** @type {Dictionary} */ (known.get(chosen)));
}

/** @param {Language} chosen */
export const isKnown = (chosen) => known.has(chosen);

/** @param {Language} chosen @param {(address: string) => Promise<Dictionary>} load rejects if it is not to be had */
export async function learn(chosen, load) {
  know(chosen, await load(elsewhere[chosen]));
}

/** @param {Language} language @param {Dictionary} dictionary */
const know = (language, { words, own }) => known.set(language, { words: isolating(words), own: isolating(own) });

/** @param {readonly string[]} preferred as in `navigator.languages` @returns {Language} */
export function bestLanguage(preferred) {
  const known = preferred.map((tag) => tag.split('-')[0]).find((tag) => tag in languages);
  return /** @type {Language} */ (known ?? 'en');
}

/** @param {{ code: string }} problem @returns {string} a sentence */
export function explain({ code }) {
  return t.problems[code] ?? t.unknownProblem(code);
}

import { en } from './en.js';
import { ko } from './ko.js';

export const languages = { en, ko };

/** The words of the chosen language; a live binding: read it while rendering, never keep it. */
export let t = en;

/** @type {'en' | 'ko'} */
export let language = 'en';

/** @param {'en' | 'ko'} chosen */
export function speak(chosen) {
  language = chosen;
  t = languages[chosen] ?? en;
}

/** @param {readonly string[]} preferred as in `navigator.languages` @returns {'en' | 'ko'} */
export function bestLanguage(preferred) {
  const known = preferred.map((tag) => tag.slice(0, 2)).find((tag) => tag in languages);
  return /** @type {'en' | 'ko'} */ (known ?? 'en');
}

/** @param {{ code: string }} problem @returns {string} a sentence */
export function explain({ code }) {
  return t.problems[code] ?? t.unknownProblem(code);
}

import { html } from 'lit-html';

const HUES = 12;

/** @param {{ id: string, name: string }} user always in the same colour */
export const avatar = ({ id, name }) =>
  html`<span class="avatar hue-${hue(id)}" aria-hidden="true">${initials(name)}</span>`;

/** @param {string} id @returns {number} 0–11 */
export function hue(id) {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + char.codePointAt(0)) | 0;
  return Math.abs(hash) % HUES;
}

/** Korean names are known by their given name, the last two syllables; others by the first letters of two words. */
function initials(name) {
  const trimmed = name.trim();
  if (/^\p{Script=Hangul}+$/u.test(trimmed)) return trimmed.slice(-2);
  const words = trimmed.split(/\s+/).slice(0, 2);
  return words.map((word) => [...word][0] ?? '').join('').toLocaleUpperCase();
}

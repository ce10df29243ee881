import { html } from 'lit-html';
import { nameOf } from '../i18n/names.js';

const HUES = 12;

/** The number of somebody's picture; 0 where there is none. @type {(id: string) => number} */
let pictureOf = () => 0;

/** Pages that know cards show pictures. @param {{ of(id: string): { picture?: number } | null }} cards */
export function showPicturesOf(cards) {
  pictureOf = (id) => cards.of(id)?.picture ?? 0;
}

/** @param {{ id: string, name: string }} user their picture, or initials, always in the same colour */
export const avatar = (user) => face(user, 64);

/** The same where it is larger than beside a name. @param {{ id: string, name: string }} user */
export const largeAvatar = (user) => face(user, 256);

/** As somebody is seen without a picture. @param {{ id: string, name: string }} user */
export const plainAvatar = (user) => html`<span class="avatar hue-${hue(user.id)}" aria-hidden="true">${initials(nameOf(user))}</span>`;

function face(user, size) {
  const picture = pictureOf(user.id);
  return picture ? html`<img class="avatar" src="/api/people/${user.id}/picture?v=${picture}&size=${size}" alt="" decoding="async">` : plainAvatar(user);
}

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

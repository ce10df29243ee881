const IP6 = /\[[0-9a-f:.]+\]/iy;
const ASCII = /[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?/iy;
const NAME = /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z0-9_-]+\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+))$/i;
const LETTER_NEXT = /^(\.?)[\p{L}\p{N}]/u;
/** No particle begins with one, so that it goes on with the name: `straße.de`. */
const LATIN = /\p{Script=Latin}/u;
/** Names under the domains of Korea end where these do; those of other scripts end where their letters do. */
const INTERNATIONAL = /(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*\.)+(?:한국|삼성|닷컴|닷넷|[a-z]{2,}(?![a-z0-9_-])|xn--[a-z0-9-]+|(?:(?!\p{Script=Hangul}|[a-z])[\p{L}\p{M}])+)/iuy;

/**
 * The host of an address, without the particle that may follow: `example.com에서`, `한글.kr로`, `localhost에서`.
 * @param {string} text @param {number} at where it begins @returns {string} empty if there is none
 */
export function hostAt(text, at) {
  const ascii = matched(IP6, text, at) || matched(ASCII, text, at);
  const [next, point] = LETTER_NEXT.exec(text.slice(at + ascii.length, at + ascii.length + 3)) ?? [];
  return next && (point || LATIN.test(next) || !NAME.test(ascii)) ? matched(INTERNATIONAL, text, at) || ascii : ascii;
}

function matched(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

import { PARTICLE } from '../../state/korean.js';

const HANGUL = /\p{Script=Hangul}+/uy;
const HIRAGANA = /\p{Script=Hiragana}+/uy;
const GOES_ON = /[\w/?#=&%-]/;
const ASCII = /[\x21-\x7e]/;
const WORD = /[A-Za-z0-9]/;

/** How Korean sentences end: `…/docs참고하세요`. */
const ENDING = /(?:니다|니까|세요|어요|아요|해요|에요|예요|까요|네요|군요|대요|래요|는데요?|거든요|죠)$/;

/**
 * Whether the sentence goes on here, though no space keeps it apart from the address before: `…/docs에서`, `…/docs입니다`. Letters of an address can be
 * Korean, too (`…/wiki/C언어`), so a word that begins directly behind ASCII must be a particle or end as sentences do, and the address must not go on behind it.
 * @param {string} text @param {number} at @returns {boolean}
 */
export function isSentence(text, at) {
  const before = text[at - 1];
  if (!ASCII.test(before) || before === '=' || ASCII.test(text[at])) return false;
  const hangul = word(HANGUL, text, at);
  if (hangul) return PARTICLE.test(hangul) || (WORD.test(before) && ENDING.test(hangul));
  return WORD.test(before) && word(HIRAGANA, text, at) !== '';
}

/** Of one script, from here to where the address ends. */
function word(script, text, at) {
  script.lastIndex = at;
  const found = script.exec(text)?.[0] ?? '';
  return GOES_ON.test(text[at + found.length] ?? ' ') ? '' : found;
}

import { PARTICLE } from '../../state/korean.js';

const HANGUL = /\p{Script=Hangul}+/uy;
const HIRAGANA = /\p{Script=Hiragana}+/uy;
const HAN = /\p{Script=Han}+/uy;
const CYRILLIC = /\p{Script=Cyrillic}+/uy;
/** But not with another address. */
const GOES_ON = /(?!https?:\/\/)(?:[\w/#=&%-]|\?[\w%])/iy;
const ASCII = /[\x21-\x7e]/;
const WORD = /[A-Za-z0-9]/;
const LETTER = /[A-Za-z]/;
/** Chinese particles and the like. */
const CHINESE = /^[的是吗呢吧了嘛]/;

/** How Korean sentences end: `…/docs참고하세요`. */
const ENDING = /(?:니다|니까|세요|어요|아요|해요|에요|예요|까요|네요|군요|대요|래요|는데요?|거든요|죠|[가-힣]해|[봐줘]|나요|[있없]음|세용|시면|당)$/;
/** Nouns of which people do without a space, with what follows them: `…/docs링크예요`. */
const NOUN = /^(?:링크|주소|사이트|페이지|참고|참조|확인|관련|같은|대신|말고|등|등등|쪽)요?(.*)$/;


/**
 * Whether the sentence goes on here, though no space keeps it apart from the address before: `…/docs에서`, `…/docs입니다`. Letters of an address can be
 * Korean, too (`…/wiki/C언어`), so a word that begins directly behind ASCII must be a particle, begin with one of a few nouns or end as sentences do, and the
 * address must not go on behind it.
 * @param {string} text @param {number} at @returns {boolean}
 */
export function isSentence(text, at) {
  const before = text[at - 1];
  if (!ASCII.test(before) || before === '=' || ASCII.test(text[at])) return false;
  const hangul = word(HANGUL, text, at);
  if (hangul) return PARTICLE.test(hangul) || (WORD.test(before) && (ENDING.test(hangul) || PARTICLE.test(NOUN.exec(hangul)?.[1] ?? '-')));
  return (WORD.test(before) && (word(HIRAGANA, text, at) !== '' || CHINESE.test(word(HAN, text, at)))) || (LETTER.test(before) && word(CYRILLIC, text, at) !== '');
}

/** Of one script, from here to where the address ends; composed, as syllables may stand in their letters as Macs keep them. */
function word(script, text, at) {
  script.lastIndex = at;
  const found = script.exec(text)?.[0] ?? '';
  GOES_ON.lastIndex = at + found.length;
  return GOES_ON.test(text) ? '' : found.normalize('NFC');
}

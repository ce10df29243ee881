import { consonants, isConsonants, letters } from '../korean.js';

/**
 * An emoji as the files in webroot/emoji have it: its name, further words with | between them, 1 if it has skin tones, and its version of Unicode's emojis
 * where that is a new one.
 * @typedef {[emoji: string, name: string, words?: string, tones?: number, version?: number]} Emoji
 */

/** At most so many are found: who does not see it among them writes more. */
const MOST = 120;
/** How near a word is to what is sought, the nearest first. */
const [IS_NAME, IN_NAME, IS_WORD, BEGINS_NAME, BEGINS_WORD, BEGINS_PART, WITHIN] = [0, 1, 2, 3, 4, 5, 7];
const NOWHERE = Infinity;
/** What is called so in another language comes behind what is so in this one. */
const ELSEWHERE = 0.5;
/** What is written with consonants alone (`ㅋㅋ`) comes before what could be shortened to that. */
const SHORTENED = 5;

/** Finds emojis by their names and words, in one language or several. */
export class EmojiSearch {
  #emojis;
  /** @type {Words[]} */
  #languages;

  /** @param {Emoji[]} emojis in the order in which equally near ones are found */
  constructor(emojis) {
    this.#emojis = emojis;
    this.#languages = [new Words(emojis)];
  }

  /** Other words count from now on, too. @param {Emoji[]} emojis the same ones in another language */
  add(emojis) {
    this.#languages.push(new Words(emojis));
  }

  /** @param {string} text as it is typed, perhaps in the middle of a syllable @returns {number[]} places of the emojis of which some word answers to each of these */
  find(text) {
    const plain = text.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ');
    const [whole, ...terms] = [plain, ...plain.split(' ')].map(term);
    const found = this.#emojis.map((_, at) => ({ at, distance: Math.min(this.#distance(at, whole), this.#sum(at, terms)) })).filter(({ distance }) => distance < NOWHERE);
    return found.sort((one, other) => one.distance - other.distance || one.at - other.at).slice(0, MOST).map(({ at }) => at);
  }

  #sum = (at, terms) => terms.reduce((sum, each) => sum + this.#distance(at, each), 0);

  #distance(at, term) {
    if (term.plain === this.#emojis[at][0]) return IS_NAME;
    return Math.min(...this.#languages.map((words, place) => words.distance(at, term) + (place && ELSEWHERE)));
  }
}

const term = (plain) => ({ plain, letters: letters(plain), consonants: isConsonants(plain) && plain });

/** The words of one language, prepared when something is sought for the first time: as letters, as first consonants, and without spaces. */
class Words {
  #emojis;
  /** @type {{ letters: string, consonants: string, plain: string }[] | null} */
  #prepared = null;

  constructor(emojis) {
    this.#emojis = emojis;
  }

  distance(at, { plain, letters, consonants }) {
    this.#prepared ??= this.#emojis.map(prepared);
    const words = this.#prepared[at];
    return Math.min(near(words.letters, letters), consonants ? near(words.consonants, consonants) + SHORTENED : NOWHERE, words.plain.includes(plain.replaceAll(' ', '')) ? WITHIN : NOWHERE);
  }
}

function prepared([, name, more = '']) {
  const words = `|${name}|${more}|`.toLowerCase();
  return { letters: letters(words), consonants: consonants(words), plain: words.replaceAll(' ', '') };
}

/** @param {string} words between |, first the name @param {string} sought */
function near(words, sought) {
  const begins = words.indexOf(`|${sought}`);
  const nameEnds = words.indexOf('|', 1);
  if (words.startsWith(`${sought}|`, 1)) return IS_NAME;
  if (` ${words.slice(1, nameEnds)} `.includes(` ${sought} `)) return IN_NAME;
  if (words.includes(`|${sought}|`)) return IS_WORD;
  if (begins < 0) return words.includes(` ${sought}`) ? BEGINS_PART : NOWHERE;
  return begins ? BEGINS_WORD : BEGINS_NAME;
}

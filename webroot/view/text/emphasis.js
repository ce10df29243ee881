/**
 * Marks of one kind in a row. `opens`: what begins behind it, the innermost last; `closes`: how many end before it; `between`: no edge; `isTight`, `isWithin`: a letter stands before, behind; `left`: marks that remain text.
 * @typedef {{ type: 'run', mark: string, count: number, left: number, canOpen: boolean, canClose: boolean, between: boolean, at: number, isTight: boolean, isWithin: boolean, opens: Style[], closes: number,
 *   index: number, before?: Run, after?: Run }} Run
 * @typedef {'bold' | 'italic' | 'strike'} Style
 */

const SPACE = /\s/;
/** Behind these a single asterisk begins nothing, nor do two behind Latin ones. */
const LATIN = /[A-Za-z0-9]/;
const WORD = /[A-Za-z0-9\p{Script=Hangul}]/u;
const HANGUL = /\p{Script=Hangul}/u;
const LETTER = /[\p{L}\p{N}]/u;
/** Letters and punctuation of Chinese, Japanese and Korean, which stand without spaces beside marks. */
const CJK = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const isPunctuation = (char) => PUNCTUATION.test(char) && !CJK.test(char);
/** So many asterisks hide something: `010-****-5678`. */
const MOST = 3;

/**
 * Whether the marks may begin or end something: CommonMark's flanking runs with the amendment for text without spaces (`**…(Markdown)**의`), but for what
 * people type and do not mean so: `2*3*4`, `x**2 + y**2`, `김*수`, `^_^`, `3시~~5시`.
 * @param {string} text @param {number} at @param {string} marks @returns {Run | null} null if they are text
 */
export function runAt(text, at, marks) {
  const mark = marks[0];
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ' ';
  const after = String.fromCodePoint(text.codePointAt(at + marks.length) ?? 32);
  const isIn = mark === '~' ? marks.length === 2 : marks.length <= MOST;
  if (!isIn || isFace(marks, before, after)) return null;
  const left = flanks(after, before);
  const right = flanks(before, after);
  const [canOpen, canClose] = abilities(marks, { left, right, before, after });
  return { type: 'run', mark, count: marks.length, left: marks.length, canOpen, canClose, between: left && right, at, isTight: mark === '~' && LETTER.test(before), isWithin: LETTER.test(after), opens: [], closes: 0, index: 0 };
}

function abilities(marks, { left, right, before, after }) {
  if (marks === '~~') return [left, right];
  if (marks[0] === '*') return [left && !(marks === '*' ? WORD : LATIN).test(before) || (marks === '**' && left && HANGUL.test(after)), right];
  return [left && (!right || PUNCTUATION.test(before)), right && (!left || PUNCTUATION.test(after) || CJK.test(after))];
}

/** Whether marks stand at the edge of what has `inner` next to them, with `outer` on their other side. */
const flanks = (inner, outer) => !SPACE.test(inner) && (!isPunctuation(inner) || SPACE.test(outer) || isPunctuation(outer) || CJK.test(outer));

const isFace = (marks, before, after) => marks === '_' && PUNCTUATION.test(before) && (before === after || before + after === '><');

/**
 * Finds for each run that can close the nearest that can open: CommonMark's algorithm, linear because nobody looks again below where nothing was found.
 * @param {Run[]} runs of one text, in order @param {string} text
 */
export function pair(runs, text) {
  runs.forEach((run, index) => Object.assign(run, { index, before: runs[index - 1], after: runs[index + 1] }));
  const bottoms = new Map();
  for (let closer = runs[0]; closer;) {
    const opener = closer.canClose ? openerOf(closer, bottoms, text) : undefined;
    if (opener) join(opener, closer);
    if (opener && !opener.left) unlink(opener);
    if (!closer.left || (!opener && !closer.canOpen)) unlink(closer);
    if (!opener || !closer.left) closer = closer.after;
  }
}

function openerOf(closer, bottoms, text) {
  const key = closer.mark + closer.between + closer.isWithin + (closer.count % 3);
  const bottom = bottoms.get(key) ?? -1;
  for (let opener = closer.before; opener && opener.index > bottom; opener = opener.before) {
    if (opener.canOpen && opener.mark === closer.mark && !isOdd(opener, closer) && !isSigh(opener, closer, text)) return opener;
  }
  bottoms.set(key, closer.index - 1);
  return undefined;
}

/** Waves behind a letter are meant where another letter follows one word: `앞~~취소~~뒤`, not `와~~대박~~` and `3시~~5시, 7시~~8시`. */
const isSigh = (opener, closer, text) => opener.isTight && (!closer.isWithin || SPACE.test(text.slice(opener.at, closer.at)));

/** CommonMark's rule of three: what stands between does not fit to what makes it a multiple of three. */
const isOdd = (opener, closer) => (opener.between || closer.between) && (opener.count + closer.count) % 3 === 0
  && !(opener.count % 3 === 0 && closer.count % 3 === 0);

/** What is between them has found nobody and stays text. */
function join(opener, closer) {
  const used = opener.left >= 2 && closer.left >= 2 ? 2 : 1;
  opener.opens.unshift(opener.mark === '~' ? 'strike' : used === 2 ? 'bold' : 'italic');
  closer.closes++;
  opener.left -= used;
  closer.left -= used;
  opener.after = closer;
  closer.before = opener;
}

function unlink(run) {
  if (run.before) run.before.after = run.after;
  if (run.after) run.after.before = run.before;
}

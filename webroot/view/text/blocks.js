import { marked, restored } from './called.js';
import { fenceAt, fenceBehindAt, tildesAt } from './fences.js';
import { inline } from './inline.js';
import { listAt } from './lists.js';
import { ruleAt } from './rules.js';
import { tableAt } from './tables.js';

/** Of quotes and lists within each other; beyond, their marks are text. */
const DEEPEST = 6;

const EMOJI_ALONE = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f]|\s){1,32}$/u;
const BLANK = /^\s*$/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/;

/** Not before a face: `>_<`, `>_>`, `>:(`. */
const QUOTE = /^ {0,3}>(?![:;=]|[^\s>]{0,5}<|[^\s>]{1,3}>(?:\s|$)) ?(.*)$/;

/**
 * @typedef {import('./inline.js').Inline} Inline
 * @typedef {{ type: 'text', children: Inline[] } | { type: 'heading', level: number, children: Inline[] } | { type: 'rule' }
 *   | { type: 'quote', children: Block[] } | { type: 'list', ordered: boolean, items: { number: number, children: Block[] }[] }
 *   | { type: 'table', align: string[], head: Inline[][], rows: Inline[][][] }
 *   | { type: 'code', language: string, text: string } | { type: 'emoji', text: string }} Block
 * @typedef {{ blocks: (lines: string[]) => Block[], inline: (text: string) => Inline[] }} Inner reads what is inside of a block
 * @typedef {{ block: Block, end: number, before?: string, rest?: string }} Found up to which line; `before`, `rest`: what else stands in the first and the last one
 */

/**
 * A message's text as blocks. The Markdown of decision 25: what it does not know, or does not find whole, is text. Linear in the text's length.
 * @param {string} text
 * @param {import('../../state/mentions.js').Mention[]} [mentions] whom it calls
 * @param {string} [me] id of the reader
 * @returns {Block[]}
 */
export function blocks(text, mentions = [], me = '') {
  if (text.trim() && EMOJI_ALONE.test(text)) return [{ type: 'emoji', text }];
  const { text: whole, called } = marked(text, mentions, me);
  return restored(read(whole.split(/\r?\n/), 0), called);
}

function read(lines, depth) {
  const found = [];
  const inner = { blocks: (own) => read(own, depth + 1), inline };
  const starts = depth < DEEPEST ? STARTS : FLAT;
  let prose = [];
  const endProse = () => {
    if (prose.length) found.push({ type: 'text', children: inline(prose.join('\n').trimEnd()) });
    prose = [];
  };
  for (let at = 0; at < lines.length;) {
    const next = BLANK.test(lines[at]) ? null : startAt(starts, lines, at, inner);
    if (next?.before) prose.push(next.before);
    if (next || BLANK.test(lines[at])) endProse();
    else prose.push(lines[at]);
    if (next) found.push(next.block);
    at = next ? next.end : at + 1;
    if (next?.rest) lines[--at] = next.rest;
  }
  endProse();
  return found;
}

function startAt(starts, lines, at, inner) {
  for (const start of starts) {
    const found = start(lines, at, inner);
    if (found) return found;
  }
  return null;
}

function headingAt(lines, at, inner) {
  const [, marks, text] = HEADING.exec(lines[at]) ?? [];
  return marks ? { block: { type: 'heading', level: marks.length, children: inner.inline(unclosed(text.trimEnd())) }, end: at + 1 } : null;
}

/** Without the marks behind it, which stand apart: `## Title ##`, not `# C#`. */
function unclosed(text) {
  let end = text.length;
  while (text[end - 1] === '#') end--;
  return end && ' \t'.includes(text[end - 1]) ? text.slice(0, end).trimEnd() : text;
}

/** Each line has its mark: what follows without one is the answer. */
function quoteAt(lines, at, inner) {
  const quoted = [];
  let end = at;
  for (let match; (match = QUOTE.exec(lines[end] ?? '')); end++) quoted.push(match[1]);
  return quoted.some((line) => !BLANK.test(line)) ? { block: { type: 'quote', children: inner.blocks(quoted) }, end } : null;
}

/** What may begin in a line, in the order in which it is looked for: `- - -` is a rule and not a list. */
const STARTS = [fenceAt, tildesAt, headingAt, ruleAt, tableAt, quoteAt, listAt, fenceBehindAt];
const FLAT = [fenceAt, tildesAt, headingAt, ruleAt, tableAt, fenceBehindAt];

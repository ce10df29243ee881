import { isRule } from './rules.js';

const ITEM = /^( {0,3})([-+*]|(\d{1,3})([.)]))(?:([ \t]+)(\S.*)|[ \t]*)$/;
/** `11. 26. 회의`: a Korean date, and not a list in a list. */
const DATE = /^\d{1,2}\.(?:\s|$)/;
/** What is to be done, or is. */
const TASK = /^\[([ xX])\][ \t]+(?=\S)/;
/** So much deeper than the mark of an item is what belongs to it: less than CommonMark asks for below `1. `, as people type it. */
const DEEPER = 2;

/**
 * A list. Each item begins in a line of its own; what follows belongs to it when it stands deeper.
 * @param {string[]} lines @param {number} at @param {import('./blocks.js').Inner} inner @returns {import('./blocks.js').Found | null}
 */
export function listAt(lines, at, inner) {
  const first = itemOf(lines[at]);
  if (!first?.text) return null;
  const items = [];
  let end = at;
  for (let current = first; end < lines.length; end++) {
    const line = lines[end];
    const next = itemOf(line);
    const own = items.at(-1)?.lines;
    if (own && depth(line) >= current.indent + DEEPER) {
      own.push(outdented(line, current.width));
    } else if (next?.kind === first.kind) {
      items.push({ number: Math.max(next.number, (items.at(-1)?.number ?? -1) + 1), lines: [next.text] });
      current = next;
    } else if (line.trim() === '') {
      own.push('');
    } else {
      break;
    }
  }
  const read = items.map(({ number, lines: own }) => ({ number, children: inner.blocks(own) }));
  return { block: { type: 'list', ordered: first.ordered, items: read }, end };
}

/** What begins an item; items of one list are of one kind. */
function itemOf(line) {
  const [, indent, mark, number, point, space = ' ', text = ''] = ITEM.exec(line) ?? [];
  if (mark === undefined || (number && DATE.test(text)) || isRule(line)) return null;
  return { indent: indent.length, width: indent.length + mark.length + space.length, kind: point ?? mark, ordered: number !== undefined, number: Number(number ?? 0), text: text.replace(TASK, (_, done) => (done === ' ' ? '☐ ' : '☑ ')) };
}

/** In columns; a tab leads to the next multiple of four. */
function depth(line) {
  let columns = 0;
  for (const char of line) {
    if (char === '\t') columns += 4 - (columns % 4);
    else if (char === ' ') columns++;
    else return columns;
  }
  return 0;
}

function outdented(line, columns) {
  const text = line.trimStart();
  return ' '.repeat(Math.max(0, depth(line) - columns)) + text;
}

const PIPE = /(?<!\\)\|/;
const ALIGNED = /^(:?)-+(:?)$/;

/**
 * A table: a row of heads, a row that says how the columns are aligned, and rows as long as lines have pipes. A row that is too short stays so.
 * @param {string[]} lines @param {number} at @param {import('./blocks.js').Inner} inner @returns {import('./blocks.js').Found | null}
 */
export function tableAt(lines, at, inner) {
  if (!PIPE.test(lines[at]) || !PIPE.test(lines[at + 1] ?? '')) return null;
  const [head, marks] = [cells(lines[at]), cells(lines[at + 1])];
  if (head.length !== marks.length || !marks.every((mark) => ALIGNED.test(mark))) return null;
  let end = at + 2;
  while (PIPE.test(lines[end] ?? '')) end++;
  const read = (line) => cells(line).slice(0, head.length).map(inner.inline);
  return { block: { type: 'table', align: marks.map(alignment), head: head.map(inner.inline), rows: lines.slice(at + 2, end).map(read) }, end };
}

const cells = (line) => line.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '').split(PIPE).map((cell) => cell.trim().replaceAll('\\|', '|'));

function alignment(mark) {
  const [, left, right] = ALIGNED.exec(mark);
  if (right) return left ? 'center' : 'right';
  return left ? 'left' : '';
}

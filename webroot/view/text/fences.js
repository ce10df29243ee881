const OPEN = /^( {0,3})(`{3,})[ \t]*([^`]*?)[ \t]*$/;
/** Behind words, as in `so: ```js`. */
const BEHIND = /^([^`]*[^`\s])[ \t]*(`{3,})([\w+#.-]{0,20})[ \t]*$/;
/** Code may stand before, as in `}``` `, and what no programming language begins with may follow, as in ` ```입니다`. */
const CLOSE = /^([^`]*)(`{3,})(?:[ \t]*$|(?=[^\x00-\x7f]))(.*)$/;
const LANGUAGE = /^[\w+#.-]{1,20}$/;

/**
 * Code between fences of backticks; without a closing one it lasts until the end.
 * @param {string[]} lines @param {number} at @returns {import('./blocks.js').Found | null}
 */
export function fenceAt(lines, at) {
  const [, indent, marks, info] = OPEN.exec(lines[at]) ?? [];
  if (marks === undefined) return null;
  const isLanguage = LANGUAGE.test(info);
  const { code, end, rest } = codeAt(lines, at + 1, marks.length);
  const own = code.map((line) => line.replace(new RegExp(`^ {0,${indent.length}}`), ''));
  const text = [...(info && !isLanguage ? [info] : []), ...own].join('\n');
  return { block: { type: 'code', language: isLanguage ? info : '', text }, end, rest };
}

/**
 * The same where words stand before the fence, which then must be closed.
 * @param {string[]} lines @param {number} at @returns {import('./blocks.js').Found | null}
 */
export function fenceBehindAt(lines, at) {
  const [, before, marks, language] = BEHIND.exec(lines[at]) ?? [];
  if (marks === undefined) return null;
  const { code, end, rest, isClosed } = codeAt(lines, at + 1, marks.length);
  return isClosed ? { block: { type: 'code', language, text: code.join('\n') }, end, before, rest } : null;
}

function codeAt(lines, from, length) {
  for (let at = from; at < lines.length; at++) {
    const [, code, marks, rest] = CLOSE.exec(lines[at]) ?? [];
    if (marks?.length >= length) return { code: [...lines.slice(from, at), ...(code.trim() ? [code] : [])], end: at + 1, rest, isClosed: true };
  }
  return { code: lines.slice(from), end: lines.length, rest: '', isClosed: false };
}

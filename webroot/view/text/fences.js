const OPEN = /^( {0,3})(`{3,})[ \t]*([^`]*?)[ \t]*$/;
/** Behind words, as in `so: ```js`. */
const BEHIND = /^([^`]*[^`\s])[ \t]*(`{3,})([\w+#.-]{0,20})[ \t]*$/;
/** Code may stand before, as in `}``` `, and what no programming language begins with may follow, as in ` ```입니다`. */
const CLOSE = /^([^`]*)(`{3,})(?:[ \t]*$|(?=[^\x00-\x7f]))(.*)$/;
/** Also before the name of a file and what programs want to know of it: ` ```js:app.js`, ` ```js {1,3}`, ` ```js title="a"`, ` ```text/html`. */
const LANGUAGE = /^([\w+#.-]{1,20}(?:\/[\w+.-]{1,20})?)(?::\S+|\s*\{.*\}|(?:\s+[\w-]+=(?:"[^"]*"|[^\s"]\S*))+)?$/;
/** Of tildes, which sigh where nothing closes them. */
const TILDES = /^ {0,3}(~{3,})[ \t]*([\w+#.-]{0,20})[ \t]*$/;
/** From so many tildes on nothing closes them in these lines. @type {WeakMap<string[], number>} */
const unclosed = new WeakMap();

/**
 * Code between fences of backticks; without a closing one it lasts until the end.
 * @param {string[]} lines @param {number} at @returns {import('./blocks.js').Found | null}
 */
export function fenceAt(lines, at) {
  const [, indent, marks, info] = OPEN.exec(lines[at]) ?? [];
  if (marks === undefined) return null;
  const language = LANGUAGE.exec(info)?.[1] ?? '';
  const { code, end, rest } = codeAt(lines, at + 1, marks.length);
  const own = code.map((line) => line.replace(new RegExp(`^ {0,${indent.length}}`), ''));
  const text = [...(info && !language ? [info] : []), ...own].join('\n');
  return { block: { type: 'code', language, text }, end, rest };
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

/**
 * Code between fences of tildes, if they are closed.
 * @param {string[]} lines @param {number} at @returns {import('./blocks.js').Found | null}
 */
export function tildesAt(lines, at) {
  const [, { length = 0 } = '', language = ''] = TILDES.exec(lines[at]) ?? [];
  if (!length || length >= (unclosed.get(lines) ?? Infinity)) return null;
  for (let end = at + 1; end < lines.length; end++) {
    const [, marks = '', more] = TILDES.exec(lines[end]) ?? [];
    if (marks.length >= length && !more) return { block: { type: 'code', language, text: lines.slice(at + 1, end).join('\n') }, end: end + 1 };
  }
  unclosed.set(lines, length);
  return null;
}

function codeAt(lines, from, length) {
  for (let at = from; at < lines.length; at++) {
    const [, code, marks, rest] = CLOSE.exec(lines[at]) ?? [];
    if (marks?.length >= length) return { code: [...lines.slice(from, at), ...(code.trim() ? [code] : [])], end: at + 1, rest, isClosed: true };
  }
  return { code: lines.slice(from), end: lines.length, rest: '', isClosed: false };
}

import { linkAt } from './links.js';

/**
 * @typedef {{ type: 'text' | 'code' | 'mention', text: string } | { type: 'link', text: string, href: string }
 *   | { type: 'bold' | 'italic', children: Inline[] }} Inline
 */

const STYLES = { '*': /** @type {const} */ ('bold'), _: /** @type {const} */ ('italic') };
const WORD = /[A-Za-z0-9]/;
const NAME_BEFORE = /[\p{L}\p{N}]/u;

/**
 * Reads `*bold*` (also `**bold**`), `_italic_`, `` `code` ``, links and mentions. Whatever does not fit stays what it is: text. Linear in the text's length:
 * every kind of mark is looked for once, and after a miss not again.
 * @param {string} text
 * @param {{ me?: string, without?: string }} [context] `me`: the name whose mentions count; `without`: the marks already inside of
 * @returns {Inline[]}
 */
export function inline(text, { me = '', without = '' } = {}) {
  const found = [];
  const missing = new Set();
  let plain = 0;
  for (let at = 0; at < text.length;) {
    const token = tokenAt(text, at, { me, without, missing });
    if (token) {
      if (at > plain) found.push({ type: 'text', text: text.slice(plain, at) });
      found.push(token.node);
      plain = token.end;
    }
    at = token ? token.end : at + 1;
  }
  if (plain < text.length) found.push({ type: 'text', text: text.slice(plain) });
  return found;
}

function tokenAt(text, at, context) {
  const mark = text[at];
  if (mark === '`') return codeAt(text, at, context);
  if (mark in STYLES) return styledAt(text, at, context);
  if (mark === 'h') return linkAt(text, at);
  if (mark === '@') return mentionAt(text, at, context);
  return null;
}

function codeAt(text, at, { missing }) {
  const end = missing.has('`') ? -1 : text.indexOf('`', at + 1);
  if (end < 0) missing.add('`');
  return end > at + 1 ? { node: { type: 'code', text: text.slice(at + 1, end) }, end: end + 1 } : null;
}

function styledAt(text, at, context) {
  const char = text[at];
  const mark = char === '*' && text[at + 1] === char ? '**' : char;
  if (context.missing.has(mark) || context.without.includes(char) || !opens(text, at, mark)) return null;
  const end = closing(text, at, mark);
  if (end < 0) {
    context.missing.add(mark);
    return null;
  }
  const children = inline(text.slice(at + mark.length, end), { me: context.me, without: context.without + char });
  return { node: { type: STYLES[char], children }, end: end + mark.length };
}

/** Latin words and numbers do not open or close inside (`2*3*4`, `snake_case`); Korean particles follow directly (`*중요*합니다`). */
function opens(text, at, mark) {
  const [before = '', after = ''] = [text[at - 1], text[at + mark.length]];
  return !WORD.test(before) && before !== mark[0] && /\S/.test(after) && after !== mark[0];
}

function closing(text, open, mark) {
  for (let at = text.indexOf(mark, open + mark.length + 1); at > 0; at = text.indexOf(mark, at + 1)) {
    if (/\S/.test(text[at - 1]) && !WORD.test(text[at + mark.length] ?? '')) return at;
  }
  return -1;
}

function mentionAt(text, at, { me }) {
  const end = at + 1 + me.length;
  const mine = me && text.slice(at + 1, end).toLowerCase() === me.toLowerCase();
  return mine && !NAME_BEFORE.test(text[at - 1] ?? '') && !WORD.test(text[end] ?? '') ? { node: { type: 'mention', text: text.slice(at, end) }, end } : null;
}

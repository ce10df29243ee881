import { inline } from './inline.js';

const FENCE = '```';
const EMOJI_ALONE = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f]|\s){1,32}$/u;

/**
 * @typedef {{ type: 'code', text: string } | { type: 'text', children: import('./inline.js').Inline[] }
 *   | { type: 'emoji', text: string }} Block
 */

/**
 * A message's text as blocks: fenced code, and everything else.
 * @param {string} text
 * @param {string} me
 * @returns {Block[]}
 */
export function blocks(text, me) {
  if (isEmoji(text)) return [{ type: 'emoji', text }];
  const found = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf(FENCE, at);
    const close = open < 0 ? -1 : text.indexOf(FENCE, open + FENCE.length);
    if (close < 0) break;
    found.push(...prose(text.slice(at, open), me), { type: 'code', text: code(text.slice(open + FENCE.length, close)) });
    at = close + FENCE.length;
  }
  return [...found, ...prose(text.slice(at), me)];
}

function prose(text, me) {
  const trimmed = text.replace(/^\n+/, '').trimEnd();
  return trimmed ? [{ type: 'text', children: inline(trimmed, { me }) }] : [];
}

/** Without the language's name behind the opening fence, and without the line breaks next to the fences. */
const code = (text) => text.replace(/^[\w+#-]{0,20}\n/, '').replace(/\n$/, '');

function isEmoji(text) {
  return text.trim() !== '' && EMOJI_ALONE.test(text);
}

import { t } from '../../i18n/index.js';
import { nameNow } from '../../i18n/names.js';
import { callsMe } from '../../state/mentions.js';

/** A character that no text has, and one that says which mention it is: together they stand where one stood while the text is read. */
export const MARK = '\ufdd0';
const FIRST = 0x4e00;
const MARKED = new RegExp(`${MARK}(.)`, 'g');

/**
 * @typedef {import('../../state/mentions.js').Mention} Mention
 * @typedef {{ said: string, text: string, mine: boolean }} Called `said`: as it was written; `text`: as it is shown
 */

/** A text whose mentions are marks, and what they are. @param {string} text @param {Mention[]} mentions in their order @param {string} me */
export function marked(text, mentions, me) {
  let [whole, end] = ['', 0];
  const called = mentions.map((mention, index) => {
    const { user, group, from, to } = mention;
    whole += clean(text.slice(end, from)) + MARK + String.fromCharCode(FIRST + index);
    end = to;
    return { said: text.slice(from, to), text: `@${user ? nameNow(user) : t.groups[group]}`, mine: callsMe([mention], me) };
  });
  return { text: whole + clean(text.slice(end)), called };
}

const clean = (text) => text.replaceAll(MARK, '\ufffd');

/** @param {string} text @param {number} at where a mark stands; which mention it is, and its words once they are restored @returns {import('./inline.js').Inline} */
export const mentionAt = (text, at) => ({ type: 'mention', index: text.charCodeAt(at + 1) - FIRST, text: '', mine: false });

/** What was read, with the words of mentions, also where they are no more than text: in code, in an address. @template T @param {T} node @param {Called[]} called @returns {T} */
export function restored(node, called) {
  if (!called.length) return node;
  if (typeof node === 'string') return /** @type {any} */ (node.replace(MARKED, (_, index) => called[index.charCodeAt(0) - FIRST]?.said ?? ''));
  if (Array.isArray(node)) return /** @type {any} */ (node.map((each) => restored(each, called)));
  if (node === null || typeof node !== 'object') return node;
  if ('type' in node && node.type === 'mention') return { ...node, ...called[/** @type {any} */ (node).index] };
  return /** @type {any} */ (Object.fromEntries(Object.entries(node).map(([name, value]) => [name, restored(value, called)])));
}

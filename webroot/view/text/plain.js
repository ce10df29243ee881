import { blocks } from './blocks.js';

const LINES = {
  text: ({ children }) => inlineText(children),
  heading: ({ children }) => inlineText(children),
  rule: () => '———',
  quote: ({ children }) => `“${lines(children)}”`,
  list: ({ ordered, items }) => items.map(({ number, children }) => `${ordered ? `${number}.` : '•'} ${lines(children)}`).join('\n'),
  table: ({ head, rows }) => [head, ...rows].map((cells) => cells.map(inlineText).join(', ')).join('\n'),
  code: ({ text }) => text,
  emoji: ({ text }) => text,
};

/**
 * A message's text without its marks, for where nothing is formatted: notifications and screen readers. Links are told with their host as they are on the screen.
 * @param {string} text @returns {string}
 */
export const plain = (text) => lines(blocks(text));

const lines = (found) => found.map((block) => LINES[block.type](block)).join('\n');

/** @param {import('./inline.js').Inline[]} children @returns {string} */
const inlineText = (children) => children.map((node) => ('text' in node ? node.text : `${inlineText(node.children)}${'host' in node && node.host ? ` (${node.host})` : ''}`)).join('');

import { html } from 'lit-html';
import { blocks } from './blocks.js';

// Those of this chat open in it. Links are no stops of the Tab key until their message has the focus: see timeline/roving.js.

/** @type {Record<string, (node: any) => unknown>} */
const inlines = {
  text: ({ text }) => text,
  code: ({ text }) => html`<code>${text}</code>`,
  mention: ({ text }) => html`<mark class="mention">${text}</mark>`,
  bold: ({ children }) => html`<strong>${children.map(inlineTemplate)}</strong>`,
  italic: ({ children }) => html`<em>${children.map(inlineTemplate)}</em>`,
  link: ({ text, href }) => (href.startsWith(`${location.origin}/#/`) ? html`<a href=${href} tabindex="-1">${text}</a>`
    : html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow" tabindex="-1">${text}</a>`),
};

const inlineTemplate = (node) => inlines[node.type](node);

/** @type {Record<string, (block: any) => unknown>} */
const templates = {
  code: ({ text }) => html`<pre class="text-code" tabindex="0"><code>${text}</code></pre>`,
  emoji: ({ text }) => html`<p class="text-emoji">${text}</p>`,
  text: ({ children }) => html`<p class="text-prose">${children.map(inlineTemplate)}</p>`,
};

/**
 * A message's text, formatted. Everything that a person wrote goes through the template library as text.
 * @param {string} text
 * @param {string} me
 */
export const formatted = (text, me) => blocks(text, me).map((block) => templates[block.type](block));

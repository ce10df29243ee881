import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { put } from '../clipboard.js';
import { icon } from '../icon.js';
import { blocks } from './blocks.js';

const COPIED_MILLIS = 2_000;
/** Below the headings of the page. */
const HEADINGS_ABOVE = 2;
const DEEPEST_HEADING = 6;

/** @type {Record<string, (node: any) => unknown>} */
const inlines = {
  text: ({ text }) => text,
  code: ({ text }) => html`<code>${text}</code>`,
  mention: ({ text, mine }) => html`<mark class="mention ${mine ? 'is-mine' : ''}">${text}</mark>`,
  bold: ({ children }) => html`<strong>${inner(children)}</strong>`,
  italic: ({ children }) => html`<em>${inner(children)}</em>`,
  strike: ({ children }) => html`<del>${inner(children)}</del>`,
  link: ({ href, host, children }) => (opensHere(href) ? html`<a href=${href} data-host=${host || nothing} tabindex="-1">${inner(children)}</a>`
    : html`<a href=${href} data-host=${host || nothing} target="_blank" rel="noopener noreferrer nofollow" tabindex="-1">${inner(children)}</a>`),
};

// Those of this chat open in it, and a mail address in no tab. Links are no stops of the Tab key until their message has the focus: see timeline/roving.js.
const opensHere = (href) => href.startsWith(`${location.origin}/#/`) || href.startsWith('mailto:');

const inner = (children) => children.map((node) => inlines[node.type](node));

/** @type {Record<string, (block: any) => unknown>} */
const templates = {
  text: ({ children }) => html`<p class="text-prose">${inner(children)}</p>`,
  heading: ({ level, children }) => html`
    <p class="text-heading is-${level}" role="heading" aria-level=${Math.min(level + HEADINGS_ABOVE, DEEPEST_HEADING)}>${inner(children)}</p>`,
  rule: () => html`<hr class="text-rule">`,
  quote: ({ children }) => html`<blockquote class="text-quote">${outer(children)}</blockquote>`,
  list: ({ ordered, items }) => (ordered ? html`<ol class="text-list">${items.map(({ number, children }) => html`<li value=${number}>${outer(children)}</li>`)}</ol>`
    : html`<ul class="text-list">${items.map(({ children }) => html`<li>${outer(children)}</li>`)}</ul>`),
  table: ({ align, head, rows }) => html`
    <div class="text-table" tabindex="0"><table>
      <thead><tr>${head.map((cell, i) => html`<th class=${align[i] || nothing}>${inner(cell)}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((cell, i) => html`<td class=${align[i] || nothing}>${inner(cell)}</td>`)}</tr>`)}</tbody>
    </table></div>`,
  code: ({ language, text }) => html`
    <div class="text-code">${language ? html`<span class="text-language">${language}</span>` : nothing}<pre tabindex="0"><code>${text}</code></pre>
      <button class="icon-button text-copy" type="button" tabindex="-1" data-testid="copy-code" aria-label=${t.copyCode} title=${t.copyCode}
        @click=${(event) => copy(event.currentTarget, text)}>${icon('copy')}${icon('check')}</button></div>`,
  emoji: ({ text }) => html`<p class="text-emoji">${text}</p>`,
};

const outer = (children) => children.map((block) => templates[block.type](block));

/** Says on the button that it was done; the row is not rendered for that. */
async function copy(button, text) {
  if (!(await put(text, button.parentElement))) return;
  button.classList.add('is-copied');
  button.ariaLabel = t.copied;
  setTimeout(() => {
    button.classList.remove('is-copied');
    button.ariaLabel = t.copyCode;
  }, COPIED_MILLIS);
}

/**
 * A message's text, formatted. Everything that a person wrote goes through the template library as text.
 * @param {string} text
 * @param {import('../../state/mentions.js').Mention[]} mentions
 * @param {string} me id of the reader
 */
export const formatted = (text, mentions, me) => outer(blocks(text, mentions, me));

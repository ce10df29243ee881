import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { blocks } from '#page/view/text/blocks.js';

/** What a chat does otherwise, on purpose (decision 25), and the examples that show it. */
const OTHERWISE = {
  'commonmark.txt': {
    'a backslash stays, but before a mark': [15, 16, 20, 603, 634, 637, 639],
    'a line break in code is one': [335, 337, 640, 641],
    'only what can be the name of a language is one': [24, 144],
    'fences may be indented as one likes': [134, 137],
    'a heading has words': [79],
    'each line of a quote has its mark': [232, 233, 238, 247, 250, 251, 292, 293],
    'what would be empty is text': [239, 240, 278, 279, 280, 284, 484, 485, 486, 487],
    'years and such are no numbers of lists': [265],
    'what stands two columns deeper belongs to an item': [276, 297, 311, 312],
    'no headings by underlines': [300],
    'nobody breaks lines by hand: a number that begins one is meant': [304],
    'an asterisk behind a letter begins nothing: 2*3*4, x**2': [355, 356, 381, 411, 415, 416, 429],
    'more than three marks hide something: ****': [417, 426, 427, 445, 447, 457, 459, 464, 465, 466, 468],
    'only web and mail addresses are links': [492, 495, 496, 498, 499, 500, 502, 504, 522, 596, 598, 599],
    'addresses are links also without brackets': [488, 508, 513, 518, 519, 601, 602, 608, 611, 612],
    'a space of another width is a space': [507],
  },
  'gfm.txt': {
    'a row has a pipe': [202],
    'a row that is too short stays so': [204],
    'a bracket that was not opened within ends the address': [625],
    'only web and mail addresses are links': [628],
    'the end of a domain has two letters at least': [631],
  },
};

const EXAMPLE = /^`{32} (\d+)\n(.*?)^\.\n(.*?)^`{32}$/gms;
const BLOCK = /\s*(<\/?(?:p|h\d|ul|ol|li|blockquote|hr|table|thead|tbody|tr|th|td)\b[^>]*>)\s*/g;
const HERE = 'https://example.kr';

for (const [file, otherwise] of Object.entries(OTHERWISE)) {
  const reasons = new Map(Object.entries(otherwise).flatMap(([reason, numbers]) => numbers.map((number) => [number, reason])));
  describe(file, () => {
    for (const [, number, markdown, html] of readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(EXAMPLE)) {
      const reason = reasons.get(Number(number));
      test(reason ? `${number} is otherwise: ${reason}` : number, () => {
        const [shown, expected] = [canonical(written(blocks(absolute(markdown).replaceAll('→', '\t').trimEnd()))), canonical(absolute(html))];
        if (reason) assert.notEqual(shown, expected);
        else assert.equal(shown, expected);
      });
    }
  });
}

/** The examples lead to addresses without a host, which are no links in a chat. */
const absolute = (markdown) => markdown.replace(/\]\(\s*<?(?=[/#?])/g, (before) => before + HERE);

/** Without what a chat does not tell apart: tight and loose lists, hard and soft line breaks, white space around blocks, and titles. */
function canonical(html) {
  const bare = html.replaceAll('→', '\t').replaceAll('<br />', '').replace(/ title="[^"]*"/g, '').replace(/href="([^"]*)"/g, (_, href) => `href="${address(href)}"`)
    .replace(/ (style="text-align:|align=")(\w+)"/g, ' align="$2"').replace(/\n*<\/code><\/pre>/g, '</code></pre>');
  const parts = bare.split(/(<pre>.*?<\/pre>)/s).map((part) => (part.startsWith('<pre>') ? part : part.replace(BLOCK, '$1').replace(/^[ \t]+|[ \t]+$/gm, '')));
  let items = 0;
  return parts.join('').replace(/\n?(<pre>|<\/pre>)\n?/g, '$1').replace(/<(\/?)(li|p)\b[^>]*>/g, (tag, end, name) => {
    if (name === 'li') items += end ? -1 : 1;
    return name === 'p' && items ? '' : tag;
  }).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function address(href) {
  const whole = href.replaceAll('&amp;', '&').replace(/^(?=[/#?])/, HERE);
  return decodeURIComponent(URL.canParse(whole) ? new URL(whole).href : whole);
}

const written = (all) => all.map((block) => BLOCKS[block.type](block)).join('\n');
const inner = (children) => children.map((node) => (node.type in INLINES ? INLINES[node.type](node) : node.text)).join('');

const BLOCKS = {
  text: ({ children }) => `<p>${inner(children)}</p>`,
  heading: ({ level, children }) => `<h${level}>${inner(children)}</h${level}>`,
  rule: () => '<hr />',
  quote: ({ children }) => `<blockquote>${written(children)}</blockquote>`,
  code: ({ language, text }) => `<pre><code${language ? ` class="language-${language}"` : ''}>${text}</code></pre>`,
  list: ({ ordered, items }) => {
    const start = ordered && items[0].number !== 1 ? ` start="${items[0].number}"` : '';
    return `<${ordered ? 'ol' : 'ul'}${start}>${items.map(({ children }) => `<li>${written(children)}</li>`).join('')}</${ordered ? 'ol' : 'ul'}>`;
  },
  table: ({ align, head, rows }) => {
    const row = (cells, tag) => `<tr>${cells.map((cell, i) => `<${tag}${align[i] ? ` align="${align[i]}"` : ''}>${inner(cell)}</${tag}>`).join('')}</tr>`;
    return `<table><thead>${row(head, 'th')}</thead>${rows.length ? `<tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody>` : ''}</table>`;
  },
};

const INLINES = {
  code: ({ text }) => `<code>${text}</code>`,
  bold: ({ children }) => `<strong>${inner(children)}</strong>`,
  italic: ({ children }) => `<em>${inner(children)}</em>`,
  strike: ({ children }) => `<del>${inner(children)}</del>`,
  link: ({ href, children }) => `<a href="${href}">${inner(children)}</a>`,
};

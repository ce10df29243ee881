import { MARK as MENTION, mentionAt } from './called.js';
import { pair, runAt } from './emphasis.js';
import { ADDRESS, addressAt, bracketedAt, destinationAt } from './links.js';

/**
 * @typedef {{ type: 'text' | 'code', text: string } | { type: 'mention', index: number, text: string, mine: boolean } | { type: 'bold' | 'italic' | 'strike', children: Inline[] }
 *   | { type: 'link', href: string, host: string, children: Inline[] }} Inline `host`: where the link leads, if its text does not say so
 * @typedef {Inline | import('./emphasis.js').Run} Token
 * @typedef {{ end: number, token: Token }} Read
 */

/** Of styles within each other; beyond, their marks are gone and their text stays. */
const DEEPEST = 8;

/** Whatever may be more than text, and the beginnings of addresses. */
const MARK = new RegExp([
  /\\[`*_~#>+|[\]<-]/, /`+/, /\*+/, /_+/, /~+/, /!?\[/, /\]/, /</, ADDRESS, new RegExp(MENTION),
].map(({ source }) => source).join('|'), 'gi');

const WORD = /[A-Za-z0-9]/;

/**
 * What stands in a line or in several: styles, code, links and mentions. Whatever does not fit stays what it is: text.
 * @param {string} text whose mentions are marks @returns {Inline[]}
 */
export const inline = (text) => new Reader(text).read();

/** Reads a text from the left to the right, once. */
class Reader {
  #text;
  /** @type {Token[]} */
  #tokens = [];
  /** Where in the tokens a bracket stands that may begin a link. @type {number[]} */
  #brackets = [];
  /** Where the text begins that is in no token yet. */
  #plain = 0;

  constructor(text) {
    this.#text = text;
  }

  read() {
    MARK.lastIndex = 0;
    for (let match; (match = MARK.exec(this.#text));) {
      const { index: at, 0: mark } = match;
      const found = this.#tokenAt(at, mark);
      if (found) this.#push(at, found);
      MARK.lastIndex = found?.end ?? at + (WORD.test(mark[0]) ? 1 : mark.length);
    }
    this.#endText(this.#text.length);
    return nested(this.#tokens, this.#text);
  }

  #endText(at) {
    if (at > this.#plain) this.#tokens.push({ type: 'text', text: this.#text.slice(this.#plain, at) });
    this.#plain = at;
  }

  #push(at, { token, end }) {
    this.#endText(at);
    this.#tokens.push(token);
    this.#plain = end;
  }

  /** @returns {Read | null} */
  #tokenAt(at, mark) {
    const text = this.#text;
    switch (mark[0]) {
      case '\\': return { token: { type: 'text', text: mark[1] }, end: at + 2 };
      case '`': return codeAt(text, at, mark);
      case '*': case '_': case '~': return read(runAt(text, at, mark), at + mark.length);
      case '[': case '!': return this.#bracket(at, mark);
      case ']': return this.#labelled(at);
      case '<': return bracketedAt(text, at);
      case MENTION: return { token: mentionAt(text, at), end: at + 2 };
      default: return addressAt(text, at);
    }
  }

  /** @returns {Read} */
  #bracket(at, mark) {
    this.#endText(at);
    this.#brackets.push(this.#tokens.length);
    return { token: { type: 'text', text: mark }, end: at + mark.length };
  }

  /** A link with words for its address, if a bracket was opened and an address follows. A link has no links in it. @returns {Read | null} */
  #labelled(at) {
    const open = this.#brackets.pop();
    const target = open === undefined ? null : destinationAt(this.#text, at + 1);
    if (!target) return null;
    this.#endText(at);
    const [, ...label] = this.#tokens.splice(open);
    this.#brackets.length = 0;
    const { href, host, shown, end } = target;
    const children = nested(label.flatMap((token) => /** @type {Token[]} */ (token.type === 'link' ? token.children : [token])), this.#text);
    return { token: { type: 'link', href, host, children: children.length ? children : [{ type: 'text', text: shown }] }, end };
  }

}

const read = (token, end) => (token ? { token, end } : null);

/** Ends at the next run of as many backticks. Of each length one is missed at most, as none follow then. @returns {Read | null} */
function codeAt(text, at, mark) {
  const runs = /`+/g;
  runs.lastIndex = at + mark.length;
  for (let match; (match = runs.exec(text));) {
    const { index, 0: { length } } = match;
    if (length === mark.length) return { token: { type: 'code', text: unpadded(text.slice(at + length, index)) }, end: index + length };
  }
  return null;
}

/** CommonMark: a space or line break on both sides goes, so that backticks can stand at the edge. */
const unpadded = (code) => (/^[ \n].*[^ \n].*[ \n]$/s.test(code) ? code.slice(1, -1) : code);

/** The tree that the marks among the tokens make. @param {Token[]} tokens @param {string} text in which they stand @returns {Inline[]} */
function nested(tokens, text) {
  pair(tokens.filter((token) => token.type === 'run'), text);
  const root = [];
  const open = [root];
  for (const token of tokens) {
    if (token.type !== 'run') add(open.at(-1), token);
    else build(open, token);
  }
  return root;
}

function build(open, { mark, left, opens, closes }) {
  open.length -= closes;
  if (left) add(open.at(-1), { type: 'text', text: mark.repeat(left) });
  for (const type of opens) open.push(open.length > DEEPEST ? open.at(-1) : add(open.at(-1), { type, children: [] }).children);
}

function add(children, node) {
  const last = children.at(-1);
  if (node.type === 'text' && last?.type === 'text') children[children.length - 1] = { type: 'text', text: last.text + node.text };
  else children.push(node);
  return node;
}

import { hostAt } from './hosts.js';
import { isSentence } from './particles.js';

const SCHEME = /https?:\/\//iy;
/** Domains that are no ends of names of files, as of `Main.rs:42`. */
const DOMAIN = /(?:com|net|org|io|dev|app|ai|co|kr|jp|cn|de|uk|fr|eu|us|info|biz|cloud|tech|team|site|xyz|edu|gov|local|lan|internal|test|example|home)/;
/** `www.example.com`, `localhost:8080`, `127.0.0.1:8080`, `example.com:8080` */
const BARE = new RegExp(`www\\.|(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|(?:[a-z0-9-]{1,63}\\.){1,8}${DOMAIN.source}):\\d`, 'iy');
/** What addresses begin with, but not within words. */
export const ADDRESS = new RegExp(`(?<![a-z0-9])${SCHEME.source}|(?<![\\w./@:-])(?:${BARE.source})|(?<![a-z0-9+-])(?:mailto:)?[a-z0-9][\\w.+-]{0,63}@[a-z0-9\\u00a1-\\uffff]`);
const USER = /[\w.~%!$&'()*+,;=:-]*@/y;
const PORT = /:\d{1,5}(?!\d)/y;
const MAIL = /(?:mailto:)?((?:[a-z0-9][\w.+-]*)@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,})(?!_*[a-z0-9-])/iy;
/** Before a host that is not of ASCII alone. */
const MAILBOX = /(?:mailto:)?([a-z0-9][\w.+-]*)@/iy;
const NOT_ASCII = /[^\x00-\x7f]/;
const BRACKETED = /<([^\s<>\\\p{C}]+)>/uy;
/** An address that may have brackets within brackets, and what CommonMark calls a title, which is not shown. */
const DESTINATION = /\(\s*(?:<([^<>\n]*)>|((?:[^\s()<]|\((?:[^\s()]|\([^\s()]*\))*\))+))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;

/** What RFC 3986 allows, braces as in templates of addresses, letters of all scripts, and the dots and dashes in titles. */
const PART = /[\w\-.~:/?#[\]@!$&'()*+,;=%{}\p{L}\p{M}\p{N}·・–—]/u;
const TRAILING = ".,;:!?'*_~·・–—";
/** Before another address, but where it is a part of this one: `…/web/https://…`, `…?url=https://…`. */
const SEPARATOR = /^[,;·・|]\s*https?:\/\//i;
const SEPARATED = 10;
const PAIRS = { ')': '(', ']': '[', '}': '{' };
const ASCII_WORD = /[A-Za-z0-9/]/;
const CJK = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Hosts in scripts that no Latin letter can be mistaken for. */
const PLAIN_HOST = /^[a-z0-9.\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}-]+$/u;

/**
 * @typedef {{ href: string, host: string }} Target
 * @typedef {{ end: number, token: Extract<import('./inline.js').Inline, { type: 'link' }> }} Link
 */

/**
 * A web address, a mail address, or an address of this machine with its port, as they stand in sentences: it ends where a reader would end it.
 * @param {string} text @param {number} at where it begins @returns {Link | null}
 */
export function addressAt(text, at) {
  const mail = mailAt(text, at);
  if (mail) return link(text.slice(at, mail.end), mail, mail.end);
  const scheme = matched(SCHEME, text, at)?.[0] ?? '';
  if (!scheme && !matched(BARE, text, at)) return null;
  const user = scheme ? matched(USER, text, at + scheme.length)?.[0] ?? '' : '';
  const from = at + scheme.length + user.length;
  const host = hostAt(text, from);
  if (!host || /^www$/i.test(host)) return null;
  const port = matched(PORT, text, from + host.length)?.[0] ?? '';
  const end = tailEnd(text, from + host.length + port.length);
  const shown = text.slice(at, end);
  const target = web(scheme ? shown : `http://${shown}`);
  return target && link(shown, target, end);
}

/** `<https://example.com>`, `<mina@example.com>`. @param {string} text @param {number} at @returns {Link | null} */
export function bracketedAt(text, at) {
  const [whole, shown] = matched(BRACKETED, text, at) ?? [];
  const found = shown ? target(shown) : null;
  return found && link(shown, found, at + whole.length);
}

/**
 * The address in `[…](address)`, whose host is always told: its words are the writer's.
 * @param {string} text @param {number} at of the round bracket @returns {Target & { shown: string, end: number } | null}
 */
export function destinationAt(text, at) {
  const match = matched(DESTINATION, text, at);
  const shown = (match?.[1] ?? match?.[2] ?? '').replace(/\\(?=[!-/:-@[-`{-~])/g, '');
  const found = target(shown);
  return found && { href: found.href, host: found.href.startsWith('mailto:') ? found.href.slice(7) : new URL(found.href).host, shown, end: at + match[0].length };
}

const matched = (pattern, text, at) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** @returns {Link} */
const link = (text, { href, host }, end) => ({ token: { type: 'link', href, host, children: [{ type: 'text', text }] }, end });

/** Nothing but web and mail addresses: no other scheme is a link. @returns {Target | null} */
function target(text) {
  const mail = mailAt(text, 0);
  if (mail?.end === text.length) return { href: mail.href, host: mail.host };
  return web(/^www\./i.test(text) ? `http://${text}` : text);
}

/** A mail address, also at a host of other letters, which it comes with if they could be mistaken. @returns {Target & { end: number } | null} */
function mailAt(text, at) {
  const [box = '', user] = matched(MAILBOX, text, at) ?? [];
  const host = box && hostAt(text, at + box.length);
  if (!NOT_ASCII.test(host)) {
    const mail = matched(MAIL, text, at);
    return mail && { href: `mailto:${mail[1]}`, host: '', end: at + mail[0].length };
  }
  if (!host.includes('.') || !URL.canParse(`http://${host}`)) return null;
  const { hostname } = new URL(`http://${host}`);
  return { href: `mailto:${user}@${hostname}`, host: PLAIN_HOST.test(host.toLowerCase()) ? '' : hostname, end: at + box.length + host.length };
}

/** @returns {Target | null} */
function web(text) {
  if (!/^https?:\/\/[^\s/\\]/i.test(text) || !URL.canParse(text)) return null;
  const { href, host, hostname } = new URL(text);
  const written = /^https?:\/\/([^/?#\\]*)/i.exec(text)[1].toLowerCase().replace(/:\d*$/, '');
  return { href, host: written === hostname || (host.includes('xn--') && PLAIN_HOST.test(written)) ? '' : host };
}

/** Where path, query and fragment end. A bracket that was not opened within ends them, and so do words that no space keeps apart. */
function tailEnd(text, at) {
  if (!'/?#'.includes(text[at] || ' ')) return at;
  const open = [];
  let end = at;
  for (let char; end < text.length; end += char.length) {
    char = String.fromCodePoint(text.codePointAt(end));
    if (!PART.test(char) || endsBefore(text, end, char, open)) break;
  }
  end = Math.min(end, open[0] ?? end);
  while (end > at && TRAILING.includes(text[end - 1])) end--;
  return end;
}

/** A quotation or a dash after which words go on in another script: `…/a'설명'`, `…/a—에서`. */
const isAside = (text, at, char) => "'·・–—".includes(char) && ASCII_WORD.test(text[at - 1]) && CJK.test(text[at + 1] ?? '');

/** Keeps in `open` where brackets stand that are open. Words in brackets, as in `…/a(설명)`, are none of the address. */
function endsBefore(text, at, char, open) {
  if (SEPARATOR.test(text.slice(at, at + SEPARATED)) || isAside(text, at, char)) return true;
  if (char in PAIRS) return text[open.pop() ?? text.length] !== PAIRS[char];
  if (!'([{'.includes(char)) return text.startsWith('**', at) || text.startsWith('~~', at) || isSentence(text, at);
  open.push(at);
  return ASCII_WORD.test(text[at - 1]) && CJK.test(text[at + 1] ?? '');
}

import { begins, NAME_PARTICLE } from './korean.js';

/**
 * Whom a text calls, and where in it that stands, in UTF-16 units.
 * @typedef {import('./messages.js').User} User
 * @typedef {{ user?: User, group?: 'all' | 'here', from: number, to: number }} Mention
 * @typedef {{ all: string, here: string }} Groups what the groups are called in the language of the page
 * @typedef {{ from: number, text: string }} Wanted an `@` in the text, and what is written behind it
 */

/** As the server has it. */
const MOST = 50;
const NAME_UNITS = 64;
/** More than any particle has. */
const LONGEST_REST = 32;
const WANTED = /(?<![\p{L}\p{N}])@([^@\n]{0,32})$/u;
const WORD = /^[\p{L}\p{M}\p{N}]+/u;
/** A name that goes on is another one: `@minji_ro`, `@minji-ro`, `@minji.kim`, `@minji@example.com`, `@minji/docs`. */
const GOES_ON = /^(?:_|-[\p{L}\p{N}]|[.@/][a-z0-9])/iu;
/** What may call somebody: an `@` that begins a word, with what stands before it without a space. */
const CALL = /(?<=(\S{0,255}))(?<![\p{L}\p{M}\p{N}_\\])@/gu;
const ADDRESS = /:\/\/|\bwww\./i;
/** One without a scheme: `example.com/`, `localhost:8080/`. */
const BARE_ADDRESS = /\w(?:\.[a-z]{2,}|:\d+)\//i;
/** Runs of backticks; those behind a backslash are text. */
const TICKS = /\\`|`+/g;

/** @param {Mention[] | undefined} mentions @param {string | undefined} me whether I am called */
export const callsMe = (mentions = [], me) => mentions.some(({ user, group }) => group || user?.id === me);

/** As a command says them. @param {Mention[]} mentions */
export const asked = (mentions) => mentions.map(({ user, group, from, to }) => ({ ...(user ? { user: user.id } : { group }), from, to }));

/** Where the mentions of a text stand after it was changed in one place; what was changed itself is none any more. @param {Mention[]} mentions @param {string} before @param {string} after @returns {Mention[]} */
export function moved(mentions, before, after) {
  const shorter = Math.min(before.length, after.length);
  let [head, tail] = [0, 0];
  while (head < shorter && before[head] === after[head]) head++;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const step = after.length - before.length;
  return mentions.flatMap((mention) => {
    if (mention.to <= head) return [mention];
    return mention.from >= before.length - tail ? [{ ...mention, from: mention.from + step, to: mention.to + step }] : [];
  });
}

/** What is sent: the text without the space around it, with whom it calls; whoever is called by the whole name of only one person here counts as chosen. @param {string} text @param {Mention[]} chosen @param {User[]} people @param {Partial<Groups>} [groups] @returns {{ text: string, mentions: Mention[] }} */
export function trimmed(text, chosen, people, groups = {}) {
  const begin = text.length - text.trimStart().length;
  const short = text.trim();
  const all = [...chosen, ...written(text, chosen, people, groups)].map((mention) => ({ ...mention, from: mention.from - begin, to: mention.to - begin }));
  return { text: short, mentions: all.filter(({ from, to }) => from >= 0 && to <= short.length).sort((one, other) => one.from - other.from).slice(0, MOST) };
}

/** @param {string} text @param {Mention[]} chosen @param {User[]} people @param {Partial<Groups>} groups @returns {Mention[]} */
function written(text, chosen, people, groups) {
  const found = [];
  if (!text.includes('@')) return found;
  const codes = code(text);
  for (const { index: from, 1: before } of text.matchAll(CALL)) {
    const isText = isAddress(before) || [...chosen, ...codes].some((each) => each.from <= from && from < each.to);
    const mention = isText ? null : meant(text, from, people, groups);
    if (mention) found.push(mention);
  }
  return found;
}

const isAddress = (before) => ADDRESS.test(before) || (before.endsWith('/') && BARE_ADDRESS.test(before));

/** Where code stands: up to the next run of as many backticks; a fence that is not closed lasts until the end. @param {string} text */
function code(text) {
  const runs = [...text.matchAll(TICKS)].filter(([mark]) => mark[0] === '`').map(({ index, 0: { length } }) => ({ index, length }));
  const found = [];
  for (let at = 0; at < runs.length; at++) {
    const { index: from, length } = runs[at];
    const isFence = length >= 3 && /(?:^|\n) {0,3}$/.test(text.slice(0, from));
    const end = runs.findIndex((run, other) => other > at && run.length === length);
    if (end < 0 && !isFence) continue;
    found.push({ from, to: end < 0 ? text.length : runs[end].index });
    at = end < 0 ? runs.length : end;
  }
  return found;
}

function meant(text, from, people, groups) {
  const called = people.filter(({ name }) => isCalled(text, from, name));
  const longest = Math.max(0, ...called.map(({ name }) => name.length));
  const [user, ...others] = called.filter(({ name }) => name.length === longest);
  if (user) return others.some(({ id }) => id !== user.id) ? null : { user, from, to: from + 1 + longest };
  for (const group of /** @type {const} */ (['all', 'here'])) {
    const word = [groups[group] ?? group, group].find((each) => isCalled(text, from, each));
    if (word) return { group, from, to: from + 1 + word.length };
  }
  return null;
}

function isCalled(text, from, name) {
  const end = from + 1 + name.length;
  const rest = text.slice(end, end + LONGEST_REST);
  return text.slice(from + 1, end).toLowerCase() === name.toLowerCase() && !GOES_ON.test(rest) && NAME_PARTICLE.test(WORD.exec(rest)?.[0] ?? '');
}

/** The name that is being written before the caret. @param {string} text @param {number} caret @param {Mention[]} mentions @returns {Wanted | null} */
export function wantedAt(text, caret, mentions) {
  const found = WANTED.exec(text.slice(Math.max(0, caret - 34), caret));
  const from = found ? caret - found[1].length - 1 : -1;
  return found && !mentions.some((each) => each.from <= from && from < each.to) ? { from, text: found[1] } : null;
}

/** What of the written is the name: a particle behind it is not. `''`: another name is meant. @param {string} name @param {string} typed @returns {string} */
export function nameIn(name, typed) {
  if (begins(name, typed)) return typed;
  const isNamed = typed.slice(0, name.length).toLocaleLowerCase() === name.toLocaleLowerCase() && NAME_PARTICLE.test(typed.slice(name.length));
  return isNamed ? typed.slice(0, name.length) : '';
}

/** Whether this person may be meant. @param {string} name @param {string} typed */
export const mayBeMeant = (name, typed) => typed === '' || nameIn(name, typed) !== '' || name.split(/\s+/).some((word) => begins(word, typed));

/** Puts a person or a group where the name is being written. @param {string} text @param {Wanted} wanted @param {{ user?: User, group?: 'all' | 'here', name: string }} whom @returns {{ text: string, mention: Mention, caret: number }} */
export function put(text, { from, text: typed }, { user, group, name }) {
  const called = `@${name}`.slice(0, 1 + NAME_UNITS);
  const rest = text.slice(from + 1 + (nameIn(name, typed) || typed).length);
  const to = from + called.length;
  // Korean puts particles directly behind a name.
  const gap = /^[\s\p{P}]/u.test(rest) || (rest === '' && /\p{Script=Hangul}$/u.test(name)) || NAME_PARTICLE.test(WORD.exec(rest)?.[0] ?? '-') ? '' : ' ';
  return { text: text.slice(0, from) + called + gap + rest, mention: { ...(user ? { user } : { group }), from, to }, caret: to + gap.length };
}

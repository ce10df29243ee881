import { begins, NAME_PARTICLE } from './korean.js';

/**
 * Whom a text calls, and where in it that stands, in UTF-16 units.
 * @typedef {import('./messages.js').User} User
 * @typedef {{ user?: User, group?: 'all' | 'here', from: number, to: number }} Mention
 * @typedef {{ from: number, text: string }} Wanted an `@` in the text, and what is written behind it
 */

/** As the server has it. */
const MOST = 50;
const NAME_UNITS = 64;
/** More than any particle has, also where a syllable is three characters. */
const LONGEST_REST = 96;
/** As it is written, and as a keyboard of full width writes it; what is sent has the first one. */
const SIGN = /[@＠]/;
const WANTED = /(?<![\p{L}\p{N}])[@＠]([^@＠\n]{0,32})$/u;
const WORD = /^[\p{L}\p{M}\p{N}]+/u;
/** A name that goes on is another one: `@minji_ro`, `@minji-ro`, `@minji.kim`, `@minji@example.com`, `@minji/docs`. */
const GOES_ON = /^(?:_|-[\p{L}\p{N}]|[.@/][a-z0-9])/iu;
/** What stands together without a space. */
const RUN = /[^\p{Z}\t-\r]+/gu;
/** What may call somebody: an `@` that begins a word. */
const CALL = /(?<![\p{L}\p{M}\p{N}_\\])[@＠]/gu;
/** What calls a group, whatever the language of the page. `talk` has the same. */
const GROUPS = { all: ['all', '모두'], here: ['here', '여기'] };
/** What stands for 에서 behind 여기. */
const PLACE = /^서/;
const ADDRESS = /:\/\/|\bwww\./i;
/** One without a scheme: `example.com/`, `localhost:8080/`. */
const BARE_ADDRESS = /\w(?:\.[a-z]{2,}|:\d+)\//i;
/** Runs of backticks; those behind a backslash are text. */
const TICKS = /\\`|`+/g;

/** @param {Mention[] | undefined} mentions @param {string | undefined} me whether I am called */
export const callsMe = (mentions = [], me) => mentions.some(({ user, group }) => group || user?.id === me);

/** As a command says them. @param {Mention[]} mentions */
export const asked = (mentions) => mentions.map(({ user, group, from, to }) => ({ ...(user ? { user: user.id } : { group }), from, to }));

/** Whether they call the same in the same places. @param {Mention[]} one @param {Mention[]} other */
export const areAlike = (one, other) => JSON.stringify(asked(one)) === JSON.stringify(asked(other));

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

/** What is sent: the text without the space around it, with whom it calls; whoever is called by the whole name of only one person here counts as chosen. @param {string} text @param {Mention[]} chosen @param {User[]} people @returns {{ text: string, mentions: Mention[] }} */
export function trimmed(text, chosen, people) {
  const begin = text.length - text.trimStart().length;
  const short = text.trim();
  const all = [...chosen, ...written(text, chosen, people)].map((mention) => ({ ...mention, from: mention.from - begin, to: mention.to - begin }));
  const mentions = all.filter(({ from, to }) => from >= 0 && to <= short.length).sort((one, other) => one.from - other.from).slice(0, MOST);
  return { text: mentions.reduce((said, { from }) => `${said.slice(0, from)}@${said.slice(from + 1)}`, short), mentions };
}

/** Whether a text may call somebody. @param {string} text */
export const mayCall = (text) => SIGN.test(text);

/** @param {string} text @param {Mention[]} chosen @param {User[]} people @returns {Mention[]} */
function written(text, chosen, people) {
  const found = [];
  if (!mayCall(text)) return found;
  const said = prose(text);
  const called = people.map((user) => ({ user, call: callOf(user.name) }));
  for (const from of calls(said)) {
    const isTaken = [...chosen, ...found.slice(-1)].some((each) => each.from <= from && from < each.to);
    const mention = isTaken ? null : meant(said, from, called);
    if (mention) found.push(mention);
  }
  return found;
}

/** Where somebody may be called: not in an address. @param {string} text @returns {number[]} */
function calls(text) {
  return [...text.matchAll(RUN)].flatMap(({ index, 0: run }) => {
    const [address, bare] = [ADDRESS, BARE_ADDRESS].map((pattern) => run.search(pattern)).map((at) => (at < 0 ? Infinity : at));
    const isAddress = (at) => address < at || (bare < at && run[at - 1] === '/');
    return [...run.matchAll(CALL)].filter((call) => !isAddress(call.index)).map((call) => index + call.index);
  });
}

/** The text with nothing but backticks where code stands: up to the next run of as many backticks; a fence that is not closed lasts until the end. @param {string} text */
function prose(text) {
  const runs = [...text.matchAll(TICKS)].filter(([mark]) => mark[0] === '`').map(({ index, 0: { length } }) => ({ index, length }));
  let said = text;
  for (let at = 0; at < runs.length; at++) {
    const { index: from, length } = runs[at];
    const isFence = length >= 3 && /(?:^|\n) {0,3}$/.test(text.slice(0, from));
    const end = runs.findIndex((run, other) => other > at && run.length === length);
    if (end < 0 && !isFence) continue;
    const to = end < 0 ? text.length : runs[end].index;
    said = said.slice(0, from) + '`'.repeat(to - from) + said.slice(to);
    at = end < 0 ? runs.length : end;
  }
  return said;
}

/** A name as it is typed: in any case, with any spaces, and as Macs keep it, syllables in their letters. @param {string} name */
function callOf(name) {
  const forms = [name.normalize('NFC'), name.normalize('NFD')].map((form) => form.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('[\\p{Z}\\t]+'));
  return new RegExp(`[@＠](?:${forms.join('|')})`, 'iuy');
}

const GROUP_CALLS = Object.entries(GROUPS).flatMap(([group, words]) => words.map((word) => ({ group: /** @type {'all' | 'here'} */ (group), call: callOf(word) })));

function meant(text, from, people) {
  const called = people.map(({ user, call }) => ({ user, to: calledTo(text, from, call, '') })).filter(({ to }) => to);
  const to = Math.max(0, ...called.map((each) => each.to));
  const [first, ...others] = called.filter((each) => each.to === to);
  if (first) return others.some(({ user }) => user.id !== first.user.id) ? null : { user: first.user, from, to };
  const group = GROUP_CALLS.map((each) => ({ group: each.group, from, to: calledTo(text, from, each.call, PLACE) })).find((each) => each.to);
  return group ?? null;
}

/** Where the name ends that is called there; 0 where it is none, or more than the server takes for one. @param {string} text @param {number} from @param {RegExp} call @param {RegExp | ''} before the particle */
function calledTo(text, from, call, before) {
  call.lastIndex = from;
  const said = call.exec(text)?.[0] ?? '';
  const rest = text.slice(from + said.length, from + said.length + LONGEST_REST).normalize('NFC');
  const word = (WORD.exec(rest)?.[0] ?? '').replace(before, '');
  return said && said.length <= 1 + NAME_UNITS && !GOES_ON.test(rest) && NAME_PARTICLE.test(word) ? from + said.length : 0;
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

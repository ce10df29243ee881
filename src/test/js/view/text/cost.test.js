import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocks } from '#page/view/text/blocks.js';
import { plain } from '#page/view/text/plain.js';

/** A few times a message's longest, and four times as much, which must not take much more than four times as long. */
const CHARS = 16_000;
const TIMES = 4;
const MOST_TIMES = 2 * TIMES;
/** What takes less is not looked at. */
const LEAST_MILLIS = 60;
/** Nodes and lists of nodes. */
const DEEPEST = 48;

const attacks = (chars) => {
  const repeated = (part, behind = '') => part.repeat(chars / part.length) + behind;
  const lines = (line) => Array.from({ length: Math.floor(Math.sqrt(chars)) }, (_, i) => line(i)).join('\n');
  return {
    words: repeated('안녕하세요 오늘은 날씨가 좋네요. '), letters: repeated('a'), spaces: repeated(' ', 'x'), breaks: repeated('\n', 'x'), emoji: repeated('🎉', 'x'),
    'brackets that open': repeated('['), 'brackets that close': repeated(']'), 'brackets within each other': repeated('[') + repeated(']'), pictures: repeated('![a]('),
    'links within links': repeated('[a](b'), 'titles without end': repeated('[a](b "'), 'pointed addresses': repeated('[a](<b'), 'links that are none': repeated('[a](https://x.kr '),
    'spaces in an address': `[a](b${repeated(' ')}`, 'brackets in an address': `https://a.kr/${repeated('()')}`, 'open brackets in an address': `https://a.kr/${repeated('(')}`,
    'stars that open': repeated('*a '), 'stars and lines': repeated('**a_*'), 'stars within each other': `${repeated('*')}a${repeated('*')}`, 'stars of all kinds': repeated('*a **a ***a '), 'stars that lines do not end': repeated('*a_ '),
    'styles within each other': `${repeated('**a *a ')}${repeated('a*a**')}`, 'lines that open': repeated('_a '), waves: repeated('a~~ ~~b'), backslashes: repeated('\\*'),
    'backticks in runs of all lengths': lines((i) => '`'.repeat(i + 1)), 'backticks that match nothing': repeated('`a``b'), 'fences that are no fences': lines((i) => `a${'`'.repeat(400 - i)}`), fences: repeated('a```\n'),
    'quotes within quotes': repeated('>'), 'quotes that deepen': lines((i) => `${'>'.repeat(i)} a`), 'lists within lists': repeated('- ', 'a'), 'numbers within numbers': repeated('1. ', 'a'), 'lists that deepen': lines((i) => `${' '.repeat(2 * i)}- a`),
    'quotes and lists': repeated('> - ', 'a'), 'rules that are none': repeated('- -', 'x'), items: repeated('- a\n'), headings: repeated('# a\n'), 'a heading of marks': `# a${repeated('#')}`, 'fences of tildes': repeated('~~~\na\n'), 'fences of tildes without end': repeated('~~~a\n'), 'sighs on a line each': lines((i) => '~'.repeat(400 - i)), 'tight waves': repeated('a~~b'), 'tight waves and spaces': repeated('a~~b c'), 'attributes': '```js ' + repeated('a="'), 'attributes that end badly': '```js' + repeated(' a="x"') + ' !', 'a heading with spaces': `# ${repeated(' ', 'x')}`,
    'a wide table': `${'|a'.repeat(chars / 8)}|\n${'|-'.repeat(chars / 8)}|\n${'|\n'.repeat(chars / 4)}`, tables: repeated('|a\n|-\n\n'), pipes: repeated('|'), schemes: repeated('http://'), users: repeated('http://a:b'),
    'hosts without end': `http://${repeated('a.')}`, 'hosts with lines': `http://${repeated('a-')}`, 'Korean hosts': `http://${repeated('가.')}`, 'Korean in an address': `https://a.kr/${repeated('a가')}`, 'punctuation behind': `https://a.kr/${repeated('.')}`,
    mail: repeated('a@'), 'mail without end': `a@${repeated('b.')}`, 'mail to Korean hosts without end': `a@${repeated('가.')}`, 'mail to Korean hosts': repeated('a@가.'), 'mail with dots': repeated('a.b@'), mailto: repeated('mailto:'), mentions: repeated('@mina'), hosts: repeated('1.2.3.4:5'), 'ports that are none': repeated('a.com:x '), 'domains without a port': repeated('a-b.c. '), 'addresses side by side': repeated('https://a.kr/b,'), 'dashes in an address': `https://a.kr/${repeated('a—')}`, 'pointed brackets': repeated('<https://a'),
  };
};

const depth = (value) => (value && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0);

/** Of the processor, however busy the machine is. */
function millis(text) {
  const before = process.cpuUsage();
  plain(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of a few tries: what else the engine does meanwhile, as compiling and collecting, is in some of them. No more are made once it is less than what is enough. */
function least(text, tries, enough = 0) {
  let found = Infinity;
  for (let i = 0; i < tries && found >= enough; i++) found = Math.min(found, millis(text));
  return found;
}

const large = attacks(TIMES * CHARS);
for (const [name, text] of Object.entries(attacks(CHARS))) {
  test(`${name}: linear, and not deep`, () => {
    const some = least(text, 2);
    const most = Math.max(LEAST_MILLIS, MOST_TIMES * some);
    const more = least(large[name], 6, most);
    assert.ok(more < most, `${Math.round(some)} and ${Math.round(more)} ms`);
    assert.ok(depth(blocks(text)) <= DEEPEST);
  });
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isVisible } from '#page/state/visible.js';

test('what shows nothing is the same as at the server', () => {
  const ranges = readFileSync(new URL('../support/invisible.txt', import.meta.url), 'utf8').trim().split('\n')
    .map((line) => line.split('..').map((point) => parseInt(point, 16))).map(([first, last = first]) => [first, last]);
  const invisible = new Set(ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)));
  const wrong = [];
  for (let point = 0; point <= 0x10FFFF; point++) if (isVisible(String.fromCodePoint(point)) === (invisible.has(point) || /\p{M}/u.test(String.fromCodePoint(point)))) wrong.push(point.toString(16));
  assert.deepEqual(wrong, []);
});

test('one visible character is enough', () => {
  assert.equal(isVisible('\u3164\u200B가\u{E0100}'), true);
  assert.equal(isVisible(' \u3164\u2063\u{E0001}\n'), false);
  for (const marks of ['\u0301', '\u20dd', '\u200b\u0301', '\u0e31', '\u093e', '\ufffc', '\u{13441}']) assert.equal(isVisible(marks), false, marks);
  for (const text of ['e\u0301', 'क्षि', '한', '1\ufe0f\u20e3']) assert.equal(isVisible(text), true, text);
  assert.equal(isVisible(''), false);
});

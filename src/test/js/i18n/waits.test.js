import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '#page/i18n/en.js';
import { ko } from '#page/i18n/ko.js';
import { LATER } from '#page/state/sending.js';

test('whatever a post waits for is said in its own words', () => {
  for (const [language, { waits }] of Object.entries({ en, ko })) {
    const words = [...LATER].map((code) => waits[code]?.(7) ?? `nothing for ${code}`);
    assert.equal(new Set(words).size, LATER.size, language);
    for (const each of words) assert.match(each, /7/, language);
  }
});

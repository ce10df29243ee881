import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/words.js';
import { speak } from '#page/i18n/index.js';
import { compareNames } from '#page/i18n/names.js';

test('names are in the order of the chosen language, whatever the browser speaks', () => {
  const names = ['Zoe', '하늘', '가을', 'anna', 'Room 10', 'Room 9'];
  speak('en');
  assert.deepEqual([...names].sort(compareNames), ['anna', 'Room 9', 'Room 10', 'Zoe', '가을', '하늘']);
  speak('ko');
  assert.deepEqual([...names].sort(compareNames), ['가을', '하늘', 'anna', 'Room 9', 'Room 10', 'Zoe']);
});

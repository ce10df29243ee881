import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/words.js';
import { speak } from '#page/i18n/index.js';
import { compareNames, nameByCards, nameOf, naming } from '#page/i18n/names.js';

test('names are in the order of the chosen language, whatever the browser speaks', () => {
  const names = ['Zoe', '하늘', '가을', 'anna', 'Room 10', 'Room 9'];
  speak('en');
  assert.deepEqual([...names].sort(compareNames), ['anna', 'Room 9', 'Room 10', 'Zoe', '가을', '하늘']);
  speak('ko');
  assert.deepEqual([...names].sort(compareNames), ['가을', '하늘', 'anna', 'Room 9', 'Room 10', 'Zoe']);
});

test('who has gone is called so wherever a name stands, also where it stands by the name of then', () => {
  const [jun, left] = [{ id: 'jun', name: 'Jun' }, { id: 'tom', name: 'deleted account' }];
  speak('en');
  assert.deepEqual([jun, left, undefined].map(nameOf), ['Jun', 'deleted account', '']);
  const before = naming();
  nameByCards({ gone: 1, isGone: (id) => id === 'jun' });
  assert.deepEqual([jun, left].map(nameOf), ['deleted account', 'deleted account']);
  speak('ko');
  assert.deepEqual([jun, left].map(nameOf), ['탈퇴한 사용자', '탈퇴한 사용자']);
  assert.notEqual(naming(), before);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/words.js';
import { speak } from '#page/i18n/index.js';
import { compareNames, nameByCards, nameNow, nameOf, naming } from '#page/i18n/names.js';
import { blocks } from '#page/view/text/blocks.js';

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
  nameByCards({ gone: 1, isGone: (id) => id === 'jun', renamed: 0, called: (user) => user });
  assert.deepEqual([jun, left].map(nameOf), ['deleted account', 'deleted account']);
  speak('ko');
  assert.deepEqual([jun, left].map(nameOf), ['탈퇴한 사용자', '탈퇴한 사용자']);
  assert.notEqual(naming(), before);
});

test('who has another name is called so where they are meant today, and stays what they were called then elsewhere', () => {
  const jun = { id: 'jun', name: 'Jun' };
  nameByCards({ gone: 0, isGone: () => false, renamed: 0, called: (user) => user });
  const before = naming();
  nameByCards({ gone: 0, isGone: () => false, renamed: 1, called: ({ id }) => ({ id, name: 'Juno' }) });
  assert.deepEqual([nameNow(jun), nameOf(jun)], ['Juno', 'Jun']);
  const [{ children }] = /** @type {any[]} */ (blocks('@Jun', [{ user: jun, from: 0, to: 4 }], 'me'));
  assert.equal(children[0].text, '@Juno');
  assert.notEqual(naming(), before);
});

import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { speak } from '#page/i18n/index.js';
import { sentence } from '#page/view/timeline/note-words.js';

afterEach(() => speak('en'));

const [minji, jun] = [{ id: 'minji', name: '민지' }, { id: 'jun', name: '준' }];
const note = (type, user, whom, text = '') => /** @type {any} */ ({ seq: 1, type, id: 'n', user, whom, text, at: '' });
const all = [note('invite', minji, jun, 'member'), note('remove', jun, minji), note('leave', jun), note('role', minji, jun, 'moderator'), note('role', minji, minji, 'member')];
const sentences = (language, me) => {
  speak(language);
  return all.map((event) => sentence(event, me));
};

test('who came, went or became something is told in a sentence', () => {
  assert.deepEqual(sentences('en', 'ada'), ['민지 added 준', '준 removed 민지', '준 left', '민지 made 준 a moderator', '민지 is now a member']);
  assert.deepEqual(sentences('ko', 'ada'),
    ['민지 님이 준 님을 초대했어요', '준 님이 민지 님을 내보냈어요', '준 님이 나갔어요', '민지 님이 준 님을 부방장으로 바꿨어요', '민지 님이 멤버로 바뀌었어요']);
});

test('and oneself is not called by name', () => {
  assert.deepEqual(sentences('en', 'minji'), ['You added 준', '준 removed you', '준 left', 'You made 준 a moderator', 'You are now a member']);
  assert.deepEqual(sentences('ko', 'jun'),
    ['민지 님이 나를 초대했어요', '내가 민지 님을 내보냈어요', '내가 나갔어요', '민지 님이 나를 부방장으로 바꿨어요', '민지 님이 멤버로 바뀌었어요']);
});

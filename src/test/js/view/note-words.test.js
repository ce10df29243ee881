import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import '../support/words.js';
import { speak } from '#page/i18n/index.js';
import { told } from '#page/view/timeline/note-words.js';

afterEach(() => speak('en'));

const [minji, jun] = [{ id: 'minji', name: '민지' }, { id: 'jun', name: '준' }];
const note = (type, user, whom, text = '') => /** @type {any} */ ({ seq: 1, type, id: 'n', user, whom, text, at: '' });
const all = [note('invite', minji, jun, 'member'), note('remove', jun, minji), note('join', minji), note('leave', jun), note('role', minji, jun, 'moderator'), note('role', minji, minji, 'member'),
  note('ban', jun, minji), note('unban', minji, jun)];
const sentences = (language, me) => {
  speak(language);
  return all.map((event) => told([event], me));
};

test('who came, went or became something is told in a sentence', () => {
  assert.deepEqual(sentences('en', 'ada'), ['민지 added 준', '준 removed 민지', '민지 joined', '준 left', '민지 made 준 a moderator', '민지 is now a member', '준 banned 민지', '민지 lifted the ban on 준']);
  assert.deepEqual(sentences('ko', 'ada'),
    ['민지 님이 준 님을 초대했어요', '준 님이 민지 님을 내보냈어요', '민지 님이 들어왔어요', '준 님이 나갔어요', '민지 님이 준 님의 역할을 부방장으로 바꿨어요', '민지 님의 역할이 멤버로 바뀌었어요',
      '준 님이 민지 님을 차단했어요', '민지 님이 준 님의 차단을 해제했어요']);
});

test('what a room becomes is told in a sentence', () => {
  const settled = [note('rename', jun, undefined, 'Tea'), note('topic', jun, undefined, ''), note('archive', jun), note('posting', jun, undefined, 'moderator'), note('slow', jun, undefined, '300'), note('pin', jun),
    note('history', jun, undefined, 'joined'), note('history', jun, undefined, 'all'), note('reads', jun, undefined, 'true'), note('reads', jun, undefined, 'false')];
  const inWords = (language) => (speak(language), settled.map((event) => told([event], 'ada')));
  assert.deepEqual(inWords('en'), ['준 renamed the room to “Tea”', '준 removed the topic', '준 archived the room', '준 changed who may post: moderators only',
    '준 turned slow mode on: one message every 5 minutes', '준 pinned a message',
    '준 hid earlier messages from people who join', '준 let people who join see earlier messages',
    '준 turned on showing how many have not read a message yet. Everybody here sees how far each person has read', '준 turned off showing how many have not read a message yet']);
  assert.deepEqual(inWords('ko'), ['준 님이 대화방 이름을 ‘Tea’(으)로 바꿨어요', '준 님이 주제를 지웠어요', '준 님이 대화방을 보관했어요', '준 님이 방장과 부방장만 메시지를 쓸 수 있게 바꿨어요',
    '준 님이 저속 모드를 켰어요: 5분에 메시지 하나', '준 님이 메시지를 고정했어요',
    '준 님이 새 멤버에게 이전 메시지가 보이지 않게 바꿨어요', '준 님이 새 멤버에게도 이전 메시지가 보이게 바꿨어요',
    '준 님이 안 읽은 사람 수 표시를 켰어요. 누가 어디까지 읽었는지 모두에게 보여요', '준 님이 안 읽은 사람 수 표시를 껐어요']);
});

test('and oneself is not called by name', () => {
  assert.deepEqual(sentences('en', 'minji'), ['You added 준', '준 removed you', 'You joined', '준 left', 'You made 준 a moderator', 'You are now a member', '준 banned you', 'You lifted the ban on 준']);
  assert.deepEqual(sentences('ko', 'jun'),
    ['민지 님이 나를 초대했어요', '내가 민지 님을 내보냈어요', '민지 님이 들어왔어요', '내가 나갔어요', '민지 님이 내 역할을 부방장으로 바꿨어요', '민지 님의 역할이 멤버로 바뀌었어요',
      '내가 민지 님을 차단했어요', '민지 님이 내 차단을 해제했어요']);
});

test('who comes and goes one after another stands in one line, each by what they did last', () => {
  const people = ['Ada', '준', 'Tom', 'Uma', 'Vic'].map((name) => ({ id: name, name }));
  const joined = (count) => people.slice(0, count).map((user) => note('join', user));
  const both = (events, me = '') => ['en', 'ko'].map((language) => (speak(language), told(events, me)));
  assert.deepEqual(both(joined(2)), ['Ada and 준 joined', 'Ada 님, 준 님이 들어왔어요']);
  assert.deepEqual(both(joined(3), '준'), ['You, Ada, and Tom joined', '나, Ada 님, Tom 님이 들어왔어요']);
  assert.deepEqual(both(joined(5)), ['Ada, 준, and 3 others joined', 'Ada 님, 준 님 외 3명이 들어왔어요']);
  assert.deepEqual(both([...joined(2), note('leave', people[0]), note('leave', people[4]), note('join', people[4])]), ['준 and Vic joined. Ada left', '준 님, Vic 님이 들어왔어요. Ada 님이 나갔어요']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ko } from '#page/i18n/ko.js';

const renamed = (name) => ko.notes.rename('준', undefined, name);

test('the particle behind a name is the one that its last sound wants', () => {
  assert.equal(renamed('차 모임'), '준 님이 대화방 이름을 ‘차 모임’으로 바꿨어요');
  assert.equal(renamed('회의'), '준 님이 대화방 이름을 ‘회의’로 바꿨어요');
  assert.equal(renamed('서울'), '준 님이 대화방 이름을 ‘서울’로 바꿨어요');
  assert.equal(renamed('3'), '준 님이 대화방 이름을 ‘3’으로 바꿨어요');
  assert.equal(renamed('7'), '준 님이 대화방 이름을 ‘7’로 바꿨어요');
  assert.equal(renamed('Tea'), '준 님이 대화방 이름을 ‘Tea’(으)로 바꿨어요');
  assert.equal(ko.continueWith('Acme'), 'Acme 계정으로 계속하기');
  assert.match(ko.chatRoleQuestion('준', '일반').text, /‘일반’으로/);
  assert.match(ko.resignQuestion('멤버').text, /‘멤버’로/);
});

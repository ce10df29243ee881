import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { begins, has } from '#page/state/korean.js';
import { mayBeMeant, moved, put, trimmed, wantedAt } from '#page/state/mentions.js';

const minji = { id: 'u-1', name: '민지' };
const other = { id: 'u-2', name: '민지' };
const youngMinji = { id: 'u-3', name: '민지영' };
const ann = { id: 'u-4', name: 'Ann Lee' };
const at = (from, to) => ({ user: minji, from, to });
const called = (text, people, chosen = []) => trimmed(text, chosen, people).mentions.map(({ user, group, from, to }) => `${user?.id ?? group} ${from}-${to}`).join();

test('what is typed around a mention moves it, and what is typed into it ends it', () => {
  for (const [before, after, expected] of [['@민지 안녕', '야 @민지 안녕', [at(2, 5)]], ['@민지 안녕', '@민지 안녕!', [at(0, 3)]], ['@민지 안녕', '@민지가 안녕', [at(0, 3)]],
    ['@민지 안녕', '@민 안녕', []], ['@민지 안녕', '안녕', []], ['@민지 안녕', '@민0지 안녕', []], ['@민지', '', []], ['@민지', '@민지', [at(0, 3)]]]) {
    assert.deepEqual(moved([at(0, 3)], before, after), expected, `${before} → ${after}`);
  }
  assert.deepEqual(moved([at(0, 3), at(4, 7)], '@민지 @민지', '@민지'), [at(0, 3)]);
});

test('who is called by a whole name of one person is called, whatever particle follows', () => {
  for (const text of ['@민지', '@민지가 왔어', '@민지님께', '(@민지)', '@민지, 안녕', '@민지에게서는']) assert.match(called(text, [minji]), /^u-1 \d-\d$/, text);
  for (const text of ['@민지영', 'a@민지', '민지', '@민지minji', '@minjiro']) assert.equal(called(text, [minji, { id: 'u-5', name: 'minji' }]), '', text);
  assert.equal(called('@민지', [minji, other]), '', 'two of one name');
  assert.equal(called('@민지', [minji, other], [{ user: other, from: 0, to: 3 }]), 'u-2 0-3', 'but the one that was chosen');
  assert.equal(called('@민지영은', [minji, youngMinji]), 'u-3 0-4');
  assert.equal(called('  @ann lee hi @all, @here ', [ann]), 'u-4 0-8,all 12-16,here 18-23');
  assert.deepEqual(trimmed('  @민지 ', [at(2, 5)], []), { text: '@민지', mentions: [at(0, 3)] });
});

test('who is called by what is typed is the same as in talk', () => {
  const around = [minji, ann, { id: 'u-3', name: 'Tom' }, { id: 'u-4', name: 'tom' }, { id: 'u-5', name: '민지영' }, { id: 'u-6', name: 'minji' }, { id: 'u-7', name: 'Zoë' }].map((each) => (each === ann ? { ...ann, id: 'u-2' } : each));
  for (const line of readFileSync(new URL('../support/mentions.txt', import.meta.url), 'utf8').trim().split('\n').filter((each) => !each.startsWith('#'))) {
    const [written, expected] = line.split(/ \| ?/);
    const text = written.startsWith('\\N') ? written.slice(2).normalize('NFD') : written.replaceAll('\\n', '\n');
    assert.equal(called(text, around).replaceAll(',', ' '), expected, text);
  }
});

test('a name is found while it is being composed, and with the particle behind it', () => {
  for (const typed of ['ㅁ', '미', '민', '믽', '민지', '민지가', '민지에게', 'ㅁㅈ', '']) assert.ok(mayBeMeant('민지', typed), typed);
  for (const typed of ['민자', '지', '민지영', 'ㅈ']) assert.ok(!mayBeMeant('민지', typed), typed);
  assert.ok(begins('과일', '고'));
  assert.ok(mayBeMeant('민지', '민'.normalize('NFD')), 'as Macs keep it');
  assert.ok(mayBeMeant('Ann Lee', 'lee'));
});

test('who looks for a name finds it anywhere in it, in the middle of a syllable and by first consonants', () => {
  for (const typed of ['', 'tea', ' 회의 ', '회으', 'ㅎㅇ', '실', '회의'.normalize('NFD')]) assert.ok(has('Tea 회의실', typed), typed);
  for (const typed of ['ㅇㅎ', '의회', 'teas']) assert.ok(!has('Tea 회의실', typed), typed);
});

test('a name is wanted behind an @ that begins a word, and not where somebody was chosen', () => {
  assert.deepEqual(wantedAt('안녕 @민', 5, []), { from: 3, text: '민' });
  assert.deepEqual(wantedAt('@Ann L', 6, []), { from: 0, text: 'Ann L' });
  for (const [text, caret] of [['a@b', 3], ['@\n', 2], ['안녕', 2], ['@민지', 0]]) assert.equal(wantedAt(text, caret, []), null, text);
  assert.equal(wantedAt('@민지', 3, [at(0, 3)]), null);
});

test('a name takes the place of what was typed of it', () => {
  const typing = (text, whom) => { const { text: now, mention, caret } = put(text, wantedAt(text, text.length, []), whom); return [now, mention.from, mention.to, caret]; };
  assert.deepEqual(typing('야 @민', { user: minji, name: '민지' }), ['야 @민지', 2, 5, 5]);
  assert.deepEqual(typing('@민지가', { user: minji, name: '민지' }), ['@민지가', 0, 3, 3]);
  assert.deepEqual(typing('@an', { user: ann, name: 'Ann Lee' }), ['@Ann Lee ', 0, 8, 9]);
  assert.deepEqual(put('@an!', { from: 0, text: 'an' }, { group: 'all', name: 'all' }), { text: '@all!', mention: { group: 'all', from: 0, to: 4 }, caret: 4 });
});

test('what is sent has the sign that the server knows, where somebody is called', () => {
  assert.deepEqual(trimmed(' ＠민지 ＠모두 ＠', [], [minji]), { text: '@민지 @모두 ＠', mentions: [at(0, 3), { group: 'all', from: 4, to: 7 }] });
});

test('a name that is longer in its letters than the server takes is text', () => {
  const long = { id: 'u-8', name: '긴이름'.repeat(10) };
  assert.equal(called(`@${long.name}`, [long]), 'u-8 0-31');
  assert.equal(called(`@${long.name}`.normalize('NFD'), [long]), '');
});

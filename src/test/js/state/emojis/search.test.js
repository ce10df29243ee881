import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { EmojiHabits } from '#page/state/emojis/habits.js';
import { EmojiSearch } from '#page/state/emojis/search.js';
import { toned } from '#page/state/emojis/tones.js';
import { Settings } from '#page/state/settings.js';

const emojis = async (language) => JSON.parse(await readFile(new URL(`../../webroot/emoji/${language}.json`, import.meta.url), 'utf8'));
const [ko, en] = (await Promise.all(['ko', 'en'].map(emojis))).map((groups) => groups.flat());

function searching(first, ...others) {
  const search = new EmojiSearch(first);
  others.forEach((other) => search.add(other));
  return (text) => search.find(text).map((at) => first[at][0]);
}

const inKorean = searching(ko, en);

test('Korean is found as it is typed, also in the middle of a syllable, and decomposed', () => {
  for (const typed of ['웃음', '웃으ㅁ', '웃으', '웃음'.normalize('NFD')]) assert.ok(inKorean(typed).includes('😀'), typed);
  assert.ok(inKorean('강앚').includes('🐶'), '강아지 with the consonant of its last syllable below the one before');
  assert.ok(inKorean('ㄱㅇㅈ').includes('🐶'), 'first consonants');
  assert.ok(inKorean('웃는얼굴').includes('😀'), 'without spaces');
  assert.equal(inKorean('생일')[0], '🎂');
  assert.equal(inKorean('ㅠㅠ')[0], '😭');
  assert.equal(inKorean('ㅎㅎ')[0], '😄', 'not what could be shortened to that');
});

test('words of the other language count, behind those of this one', () => {
  assert.ok(inKorean('PIZZA').includes('🍕'));
  assert.equal(inKorean('pizza')[0], '🍕');
  assert.equal(searching(en, ko)('고양이 얼굴')[0], '🐱');
  assert.deepEqual(searching(en)('고양이'), []);
});

test('all words must answer, and the nearest come first', () => {
  const found = searching(en)('red heart');
  assert.equal(found[0], '❤️');
  assert.equal(searching(en)('dog')[0], '🐕', 'a name before a word');
  assert.deepEqual(searching(en)('dog zzz'), []);
  assert.deepEqual(searching(en)('🐕'), ['🐕']);
  assert.equal(searching(en)('e').length, 120);
});

test('what is typed is never a pattern', () => {
  for (const typed of ['.*', '(', '\\', '|', '[a']) assert.ok(Array.isArray(inKorean(typed)), typed);
});

test('a skin tone goes to all hands and people of an emoji but to the handshake between two people', () => {
  assert.equal(toned('👍', 0), '👍');
  assert.equal(toned('👍', 3), '👍🏽');
  assert.equal(toned('☝️', 1), '☝🏻');
  assert.equal(toned('🧑‍🤝‍🧑', 5), '🧑🏿‍🤝‍🧑🏿');
  assert.equal(toned('🤝', 2), '🤝🏼');
});

test('what one chose is remembered by person, the newest first, each once', () => {
  const kept = new Map();
  let me = 'ada';
  const memory = { get: (key, fallback = null) => kept.get(key) ?? fallback, set: (key, value) => kept.set(key, value) };
  const settings = new Settings(/** @type {any} */ (memory), 'en');
  const habits = new EmojiHabits(/** @type {any} */ (memory), () => me, settings);
  for (const emoji of ['👍', '🎉', '👍']) habits.use(emoji);
  habits.tone = 4;
  assert.deepEqual([habits.recent, habits.tone], [['👍', '🎉'], 4]);
  for (let i = 0; i < 40; i++) habits.use(String.fromCodePoint(0x1f400 + i));
  assert.equal(habits.recent.length, 24);
  me = 'jun';
  settings.belongTo('ada');
  settings.belongTo('jun');
  assert.deepEqual([habits.recent, habits.tone], [[], 0]);
});

test('the files of both languages have the same emojis, each with a name, in nine groups', async () => {
  const [koGroups, enGroups] = await Promise.all(['ko', 'en'].map(emojis));
  assert.equal(koGroups.length, 9);
  assert.deepEqual(koGroups.map((group) => group.map(([emoji]) => emoji)), enGroups.map((group) => group.map(([emoji]) => emoji)));
  assert.equal(ko.length, 1914);
  assert.equal(new Set(ko.map(([emoji]) => emoji)).size, ko.length);
  for (const [emoji, name, words = '', tones = 0, version = 0, ...more] of [...ko, ...en]) {
    assert.doesNotMatch(emoji, /\p{Emoji_Presentation}\ufe0f/u);
    assert.ok(emoji && name === name.normalize('NFC').trim() && name && !name.includes('|'), emoji);
    assert.ok(typeof words === 'string' && [0, 1].includes(tones) && (version === 0 || version >= 13) && !more.length, emoji);
  }
  assert.ok(ko.filter(([, name]) => /[가-힣]/.test(name)).length > 1890, 'named in Korean');
  assert.equal(ko.filter(([, , , tones]) => tones).length, 330);
});

test('the picker says the same things in both languages', async () => {
  const [{ words: korean }, { words: english }] = await Promise.all(['ko', 'en'].map((language) => import(`#page/i18n/emojis/${language}.js`)));
  assert.deepEqual(Object.keys(korean), Object.keys(english));
  assert.deepEqual([korean.groups.length, korean.tones.length], [english.groups.length, english.tones.length]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf } from '#page/view/single-key.js';

const key = (event) => keyOf({ code: '', shiftKey: false, isComposing: false, ...event });

test('a key is the same one whatever alphabet the keyboard writes', () => {
  const same = { e: ['KeyE', 'ㄷ', 'у', 'え', 'ث'], r: ['KeyR', 'ㄱ', 'к'], t: ['KeyT', 'ㅅ', 'е'], p: ['KeyP', 'ㅔ', 'з'], k: ['KeyK', 'ㅏ', 'л'], z: ['KeyZ', 'ㅋ', 'я'] };
  for (const [wanted, [code, ...written]] of Object.entries(same)) {
    assert.deepEqual(written.map((each) => key({ key: each, code })), written.map(() => wanted));
    assert.deepEqual(['Process', 'Unidentified'].map((each) => key({ key: each, code })), [wanted, wanted]);
  }
  assert.deepEqual([...'ㄷㄱㅅㅔㅏㅋ'].map((each) => key({ key: each })), [...'ertpkz'], 'also where the place of the key is not told');
});

test('what a Latin layout writes counts, wherever the key is', () => {
  assert.equal(key({ key: 'e', code: 'KeyD' }), 'e', 'Dvorak');
  assert.equal(key({ key: 'z', code: 'KeyY' }), 'z', 'German');
  assert.equal(key({ key: '?', code: 'Slash', shiftKey: true }), '?');
  assert.equal(key({ key: '+', code: 'BracketRight' }), '+', 'German');
});

test('Caps Lock makes no other key, Shift does', () => {
  assert.equal(key({ key: 'E', code: 'KeyE' }), 'e');
  assert.equal(key({ key: 'E', code: 'KeyE', shiftKey: true }), 'E');
});

test('keys with names keep them, and what is composed is no key', () => {
  assert.deepEqual(['Delete', 'Escape', 'ArrowDown', 'Enter', 'HangulMode'].map((each) => key({ key: each, code: each })), ['Delete', 'Escape', 'ArrowDown', 'Enter', 'HangulMode']);
  assert.equal(key({ key: 'ㄷ', code: 'KeyE', isComposing: true }), '');
  assert.equal(key({ key: 'Process', code: 'KeyE', isComposing: true }), '');
});

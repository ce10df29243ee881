import assert from 'node:assert/strict';
import { test } from 'node:test';
import { place } from '#page/cluster/state/place.js';

test('a room and a number, however they are written', () => {
  for (const text of ['general 42', 'general#42', ' general/42 ', 'general # 042', 'http://127.0.0.1:8080/#/room/general/42', 'https://chat.example/#/room/general 42',
    '#/room/general#42', '#/room/general?seq=42']) {
    assert.deepEqual(place(text), { room: 'general', seq: '42' }, text);
  }
});

test('a room of another script comes as its address has it', () => {
  assert.deepEqual(place('#/room/%EA%B0%80/7'), { room: '가', seq: '7' });
  assert.deepEqual(place('#/room/%E0%A4%A/7'), { room: '%E0%A4%A', seq: '7' });
});

test('an id', () => {
  assert.deepEqual(place(' 3f1c-9.A:b_ '), { id: '3f1c-9.A:b_' });
});

test('anything else is nothing', () => {
  for (const text of ['', ' ', 'two words', '#/room/general', 'general 0', 'https://example.org/', 'x'.repeat(65), '<b>']) assert.equal(place(text), null, text);
});

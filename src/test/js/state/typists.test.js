import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typists } from '#page/state/typists.js';

const [me, jun, tom] = ['me', 'jun', 'tom'].map((id) => ({ id, name: id }));
const chat = (room, notes = []) => /** @type {any} */ ({ session: { user: me }, room: { id: 'r', kind: 'private', ...room }, timeline: { notes }, presence: { typing: () => [me, jun, tom] } });
const ids = (typing) => typists(typing).map(({ id }) => id);

test('others type, and who was sent away types no more until they are back', () => {
  const [remove, invite] = ['remove', 'invite'].map((type) => ({ type, user: tom, whom: jun }));
  assert.deepEqual(ids(chat({})), ['jun', 'tom']);
  assert.deepEqual(ids(chat({}, [remove])), ['tom']);
  assert.deepEqual(ids(chat({}, [remove, invite])), ['jun', 'tom']);
  assert.deepEqual(ids(chat({ kind: 'public' }, [{ ...remove, type: 'ban' }])), ['tom']);
});

test('nobody types where a room is archived', () => {
  assert.deepEqual(ids(chat({ archived: true })), []);
});

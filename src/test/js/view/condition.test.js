import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/words.js';
import { trouble } from '#page/view/header/condition.js';

const chat = (parts) => /** @type {any} */ ({ link: { mood: 'connected' }, live: { isDeaf: (id) => id === 'deaf' }, room: { id: 'r' }, outbox: { posts: [] }, ...parts });
const waiting = (code) => ({ posts: [{ code: undefined }, { until: Date.now() + 5_000, code }] });

test('nothing is wrong, whatever is on its way', () => {
  assert.equal(trouble(chat({ outbox: { posts: [{ until: undefined }] } })), '');
  assert.equal(trouble(chat({ room: undefined })), '');
  for (const code of ['rate_limited', 'slow_mode']) assert.equal(trouble(chat({ outbox: waiting(code) })), '', 'own haste is no trouble of the connection');
});

test('a connection that is there, but does not do what it is for, is not good', () => {
  assert.equal(trouble(chat({ room: { id: 'deaf' } })), 'Not live');
  for (const code of ['busy', 'unconfirmed', 'internal', 'timeout']) assert.equal(trouble(chat({ outbox: waiting(code) })), 'Sending is held up');
});

test('none says so first of all', () => {
  assert.equal(trouble(chat({ link: { mood: 'offline' }, room: { id: 'deaf' } })), 'Offline');
});

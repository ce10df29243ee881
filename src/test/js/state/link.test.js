import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Link } from '#page/state/link.js';

const status = { state: /** @type {const} */ ('connected'), way: 'websocket', choice: 'automatic', why: [] };

test('an open connection on which nothing is heard is not shown as good', () => {
  const link = new Link();
  link.become(status);
  assert.equal(link.mood, 'connected');
  link.become({ ...status, isQuiet: true });
  assert.equal(link.mood, 'connecting');
  link.become(status);
  assert.equal(link.mood, 'connected');
});

test('the last twenty changes are kept', () => {
  const link = new Link();
  for (let at = 0; at < 25; at++) link.become({ ...status, change: { at } });
  assert.deepEqual([link.changes.length, link.changes.at(0).at, link.changes.at(-1).at], [20, 24, 5]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rates } from '#page/cluster/state/rates.js';

const totals = (more = {}) => ({ posts: 10, events: 0, receivedBytes: 0, sentBytes: 0, refusals: 0, lateSeconds: 1, looks: 100, ...more });

test('nothing is known after one look', () => {
  assert.deepEqual(new Set(Object.values(rates(undefined, { totals: totals(), at: 5 }))), new Set([null]));
  assert.equal(rates({ totals: totals(), at: 5 }, { totals: totals({ posts: 20 }), at: 5 }).posts, null);
});

test('what has grown, a second', () => {
  const { posts, sentBytes, late } = rates({ totals: totals(), at: 0 }, { totals: totals({ posts: 16, sentBytes: 3_000, lateSeconds: 1.05, looks: 110 }), at: 2_000 });
  assert.equal(posts, 3);
  assert.equal(sentBytes, 1_500);
  assert.ok(Math.abs(late - 5) < 1e-9, 'milliseconds a look');
});

test('event loops that nobody has looked at are not known', () => {
  assert.equal(rates({ totals: totals(), at: 0 }, { totals: totals(), at: 1_000 }).late, null);
});

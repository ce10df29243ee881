import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from '#page/net/backoff.js';

test('waits longer after every failure, up to half a minute', (context) => {
  context.mock.method(Math, 'random', () => 1);
  const backoff = new Backoff();
  assert.deepEqual(Array.from({ length: 8 }, () => backoff.next()), [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('begins anew after a success', (context) => {
  context.mock.method(Math, 'random', () => 1);
  const backoff = new Backoff();
  backoff.next();
  backoff.next();
  backoff.reset();
  assert.equal(backoff.next(), 500);
});

test('spreads the clients of a fallen node over the whole wait', (context) => {
  context.mock.method(Math, 'random', () => 0);
  assert.equal(new Backoff().next(), 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Observable } from '#page/state/observable.js';

test('who watches hears of every change', () => {
  const seen = [];
  const observable = new Observable();
  observable.watch(() => seen.push('changed'));
  observable.changed();
  observable.changed();
  assert.deepEqual(seen, ['changed', 'changed']);
});

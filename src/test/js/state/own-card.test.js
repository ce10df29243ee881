import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf, isOver, ownCard } from '#page/state/own-card.js';

const now = new Date('2026-11-27T09:00:00Z');
const before = ownCard('Minji', { emoji: '🍜', text: 'Lunch', ends: '2026-11-27T09:30:00Z' }, false);
const changed = (what, at = now) => changeOf(before, { ...before, ...what }, at, 'Asia/Seoul');

test('only what was changed in the form is told: the rest may be otherwise by now', () => {
  assert.deepEqual(changed({}), {});
  assert.deepEqual(changed({ text: ' Lunch ' }), {});
  assert.deepEqual(changed({ name: 'Min' }), { name: 'Min' });
  assert.deepEqual(changed({ showsZone: true }), { zone: 'Asia/Seoul' });
  assert.deepEqual(changeOf({ ...before, showsZone: true }, before, now, 'Asia/Seoul'), { zone: null });
});

test('a status that is changed ends as it did, or as is chosen', () => {
  assert.deepEqual(changed({ text: 'Tea' }), { status: { emoji: '🍜', text: 'Tea', ends: '2026-11-27T09:30:00Z' } });
  assert.deepEqual(changed({ end: 'hour' }), { status: { emoji: '🍜', text: 'Lunch', ends: '2026-11-27T10:00:00.000Z' } });
  assert.deepEqual(changed({ end: 'never' }), { status: { emoji: '🍜', text: 'Lunch' } });
  assert.deepEqual(changed({ emoji: '', text: ' ', end: 'never' }), { status: null });
});

test('one that has ended while the form was open is not said anew without an end', () => {
  const later = new Date('2026-11-27T09:31:00Z');
  assert.deepEqual(changed({}, later), {});
  assert.ok(!isOver(before, before, later));
  assert.ok(isOver(before, { ...before, text: 'Tea' }, later));
  assert.ok(!isOver(before, { ...before, text: 'Tea' }, now));
  assert.ok(!isOver(before, { ...before, text: 'Tea', end: 'hour' }, later));
  assert.ok(!isOver(before, { ...before, emoji: '', text: '' }, later), 'none needs no end');
});

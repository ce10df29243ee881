import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved } from '#page/view/emojis/grid.js';

/** Rows of 8: 0–7, 8–9; 10–12; 13–20, 21–28, 29. */
const SIZES = [10, 3, 17];
const to = (at, key, ctrlKey = false) => moved(SIZES, at, { key, ctrlKey });

test('arrows lead through all grids, and stop at the ends', () => {
  assert.deepEqual([to(9, 'ArrowRight'), to(10, 'ArrowLeft'), to(0, 'ArrowLeft'), to(29, 'ArrowRight')], [10, 9, 0, 29]);
});

test('up and down keep the column, or take the last of a shorter row', () => {
  assert.deepEqual([to(1, 'ArrowDown'), to(7, 'ArrowDown'), to(9, 'ArrowDown'), to(12, 'ArrowDown'), to(29, 'ArrowDown')], [9, 9, 11, 15, 29]);
  assert.deepEqual([to(13, 'ArrowUp'), to(20, 'ArrowUp'), to(8, 'ArrowUp'), to(3, 'ArrowUp')], [10, 12, 0, -1]);
});

test('Home and End are for the row, with Ctrl for all, and the page keys for the next grid', () => {
  assert.deepEqual([to(9, 'Home'), to(1, 'End'), to(9, 'End'), to(22, 'Home', true), to(1, 'End', true)], [8, 7, 9, 0, 29]);
  assert.deepEqual([to(11, 'PageDown'), to(11, 'PageUp'), to(4, 'PageUp'), to(20, 'PageDown')], [13, 0, 0, 29]);
});

test('other keys are not for the grid', () => {
  for (const key of ['a', 'Tab', 'Enter', 'Escape', ' ']) assert.equal(to(3, key), undefined, key);
});

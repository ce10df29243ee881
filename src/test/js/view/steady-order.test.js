import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { SteadyOrder } from '#page/view/steady-order.js';
import { Clock } from '../support/clock.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const rows = (ids) => [...ids].map((id) => ({ id }));
const ids = (parts) => parts.map((part) => part.map(({ id }) => id).join(''));

/** @param {string} ids @param {...string} more */
function shown(order, ids, ...more) {
  return order.arrange('', [ids, ...more].map(rows));
}

test('lines move as they will where nobody aims', () => {
  const order = new SteadyOrder(() => {});
  shown(order, 'abc');
  assert.deepEqual(ids(shown(order, 'cab')), ['cab']);
});

test('lines stay where somebody aims, until the pointer leaves', () => {
  let moves = 0;
  const order = new SteadyOrder(() => moves++);
  shown(order, 'abc', 'xy');
  order.aim();
  assert.deepEqual(ids(shown(order, 'cab', 'yx')), ['abc', 'xy']);
  order.aim();
  assert.deepEqual(ids(shown(order, 'bca', 'yx')), ['abc', 'xy']);
  order.release();
  assert.equal(moves, 1);
  assert.deepEqual(ids(shown(order, 'bca', 'yx')), ['bca', 'yx']);
  order.release();
  assert.equal(moves, 1, 'nothing was held any more');
});

test('a pointer that only lies there holds nothing', async () => {
  let moves = 0;
  const order = new SteadyOrder(() => moves++);
  shown(order, 'ab');
  order.aim();
  await clock.pass(3_000);
  order.aim();
  await clock.pass(3_000);
  assert.deepEqual(ids(shown(order, 'ba')), ['ab']);
  await clock.pass(1_500);
  assert.equal(moves, 1);
  assert.deepEqual(ids(shown(order, 'ba')), ['ba']);
});

test('what is new comes after the others, and what went leaves no hole', () => {
  const order = new SteadyOrder(() => {});
  shown(order, 'abc');
  order.aim();
  assert.deepEqual(ids(shown(order, 'ncb')), ['bcn']);
  assert.deepEqual(ids(shown(order, 'mncb')), ['bcmn']);
});

test('another filter shows what it finds in its own order', () => {
  const order = new SteadyOrder(() => {});
  shown(order, 'abc');
  order.aim();
  assert.deepEqual(ids(order.arrange('x', [rows('cab')])), ['cab']);
});

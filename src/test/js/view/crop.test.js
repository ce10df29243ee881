import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crop } from '#page/view/crop.js';

test('it is the middle at first', () => {
  assert.deepEqual(new Crop(400, 200).square, { x: 100, y: 0, side: 200 });
  assert.deepEqual(new Crop(100, 300).square, { x: 0, y: 100, side: 100 });
});

test('it goes no further than the edges', () => {
  const crop = new Crop(400, 200);
  crop.move(-0.25, 1);
  assert.deepEqual(crop.square, { x: 50, y: 0, side: 200 });
  crop.move(9, 9);
  assert.deepEqual(crop.square, { x: 200, y: 0, side: 200 });
});

test('enlarged, it is smaller around the same middle, and comes back inside when it grows again', () => {
  const crop = new Crop(200, 200);
  crop.enlarge(2);
  assert.deepEqual(crop.square, { x: 50, y: 50, side: 100 });
  crop.move(-1, 1);
  assert.deepEqual(crop.square, { x: 0, y: 100, side: 100 });
  crop.enlarge(1);
  assert.deepEqual(crop.square, { x: 0, y: 0, side: 200 });
  crop.enlarge(9);
  assert.equal(crop.zoom, 4);
});

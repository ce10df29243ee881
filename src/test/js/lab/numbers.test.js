import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunkBytes, responseHeadBytes, utf8Bytes, webSocketBytes } from '#page/lab/count/bytes.js';
import { Series } from '#page/lab/experiment/series.js';

test('the lab weighs what the standards say', () => {
  assert.deepEqual([webSocketBytes(5, false), webSocketBytes(125, true), webSocketBytes(65_535, false), webSocketBytes(65_536, true)],
    [7, 131, 65_539, 65_550]);
  assert.deepEqual([chunkBytes(1), chunkBytes(16), utf8Bytes('가é')], [6, 22, 5]);
  assert.equal(responseHeadBytes({ status: 200, statusText: 'OK', headers: [['a', 'b']] }), 25);
});

test('percentiles are found by the nearest rank, among the latest', () => {
  const of = (most, ...values) => {
    const series = new Series(most);
    values.forEach((each) => series.add(each));
    return series;
  };
  const hundred = of(100, ...Array.from({ length: 100 }, (_, i) => 100 - i));
  assert.deepEqual([of(9).percentile(0.5), of(9, 7).percentile(0.5), of(9, 7).percentile(0.95)], [null, 7, 7]);
  assert.deepEqual([hundred.percentile(0.5), hundred.percentile(0.95)], [50, 95]);
  assert.equal(of(3, 1, 2, 3, 4).length, 3);
  assert.deepEqual(of(3, 1, 2, 3, 4).latest(9), [2, 3, 4]);
});

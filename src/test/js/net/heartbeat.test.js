import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Heartbeat } from '#page/net/heartbeat.js';
import { Clock } from '../support/clock.js';

let clock;
let seen;
let heartbeat;
beforeEach(() => {
  clock = Clock.install();
  seen = [];
  heartbeat = new Heartbeat({ ping: () => seen.push('ping'), dead: () => seen.push('dead'), quiet() {}, latency() {} });
});
afterEach(() => {
  heartbeat.stop();
  clock.restore();
});

test('asks when nothing was heard for 20 s, and gives up 10 s later', async () => {
  await clock.pass(19_000);
  assert.deepEqual(seen, []);
  await clock.pass(1_000);
  assert.deepEqual(seen, ['ping']);
  await clock.pass(10_000);
  assert.deepEqual(seen, ['ping', 'dead']);
});

test('anything that is heard is a sign of life', async () => {
  await clock.pass(20_000);
  heartbeat.heard();
  await clock.pass(19_000);
  assert.deepEqual(seen, ['ping']);
});

test('a machine that slept asks at once, and waits for 4 s', async () => {
  await clock.sleep(60_000);
  assert.deepEqual(seen, ['ping']);
  await clock.pass(4_000);
  assert.deepEqual(seen, ['ping', 'dead']);
});

test('a clock that is put back hides no silence', async () => {
  clock.set(-3_600_000);
  await clock.pass(5_000);
  assert.deepEqual(seen, ['ping']);
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Silence } from '#page/net/tabs/silence.js';
import { Clock } from '../support/clock.js';

let clock;
let seen;
beforeEach(() => {
  clock = Clock.install();
  seen = [];
});
afterEach(() => clock.restore());

const watch = (isHidden = () => false, ask = () => seen.push('asked')) => new Silence({ ask, quiet: () => seen.push('quiet'), silent: () => seen.push('silent') }, isHidden);

test('asks after a beat, says that it is quiet, and that it is silent about four seconds after the question', async () => {
  watch();
  await clock.pass(2_000);
  assert.deepEqual(seen, ['asked']);
  await clock.pass(2_000);
  assert.deepEqual(seen, ['asked', 'quiet']);
  await clock.pass(2_000);
  assert.deepEqual(seen, ['asked', 'quiet', 'silent']);
});

test('whoever answers is never silent', async () => {
  const silence = watch(undefined, () => queueMicrotask(() => silence.heard()));
  await clock.pass(600_000);
  assert.deepEqual(seen, []);
});

test('a question that somebody asks counts at once', async () => {
  const silence = watch();
  silence.ask();
  await clock.pass(4_000);
  assert.deepEqual(seen, ['asked', 'quiet', 'silent']);
});

test('is patient while nobody looks', async () => {
  watch(() => true);
  await clock.pass(12_000);
  assert.deepEqual(seen, ['asked', 'quiet']);
  await clock.pass(2_000);
  assert.equal(seen.at(-1), 'silent');
});

test('whoever slept hears the other side first', async () => {
  const silence = watch();
  silence.ask();
  await clock.sleep(60_000);
  assert.deepEqual(seen, ['asked', 'quiet']);
  silence.heard();
  await clock.pass(1_000);
  assert.ok(!seen.includes('silent'));
});

test('a clock that is put back hides no silence', async () => {
  watch();
  clock.set(-3_600_000);
  await clock.pass(8_000);
  assert.equal(seen.at(-1), 'silent');
});

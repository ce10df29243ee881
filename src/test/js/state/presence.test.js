import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Presence } from '#page/state/presence.js';
import { Clock } from '../support/clock.js';

let clock;
let told;
let presence;
beforeEach(() => {
  clock = Clock.install();
  told = [];
  presence = new Presence(/** @type {any} */ ({ ask: async (address, { typing }) => told.push(typing) }));
});
afterEach(() => clock.restore());

test('that one types is told again every four seconds, and once that one stopped', async () => {
  presence.tell('r', true);
  presence.tell('r', true);
  await clock.pass(4_000);
  presence.tell('r', true);
  presence.tell('r', false);
  presence.tell('r', false);
  assert.deepEqual(told, [true, true, false]);
});

test('a clock that is put back silences nobody who types', () => {
  presence.tell('r', true);
  clock.set(-3_600_000);
  presence.tell('r', true);
  assert.deepEqual(told, [true, true]);
});

test('who is here is taken from an answer only where nothing was told since one asked', async () => {
  const here = (...ids) => ({ count: ids.length, users: ids.map((id) => ({ id, name: id })) });
  let answer;
  presence = new Presence(/** @type {any} */ ({ ask: () => new Promise((resolve) => (answer = resolve)) }));
  const first = presence.ask('r');
  answer(here('me'));
  await first;
  assert.equal(presence.here('r').count, 1);
  const second = presence.ask('r');
  presence.deliver('r', { presence: here('me', 'tom') });
  answer(here('me'));
  await second;
  assert.deepEqual(presence.here('r'), here('me', 'tom'));
});

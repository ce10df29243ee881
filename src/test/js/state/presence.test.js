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

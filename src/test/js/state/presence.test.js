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

test('a message is unread by those whose marks are below it, but for its author', () => {
  const message = (seq, id) => ({ seq, user: { id } });
  assert.equal(presence.unread('r', message(1, 'ada')), 0, 'where it is not shown');
  presence.deliver('r', { marks: { ada: 0, jun: 4, me: 7, tom: 2 } });
  const marks = presence.marks('r');
  assert.deepEqual([2, 4, 5, 8].map((seq) => presence.unread('r', message(seq, 'ada'))), [0, 1, 2, 3]);
  assert.equal(presence.unread('r', message(8, 'gone')), 4, 'an author who has left is nobody to wait for');
  presence.deliver('r', { typing: [] });
  assert.equal(presence.marks('r'), marks, 'other news leave them as they are');
  presence.deliver('r', { marks: {} });
  assert.equal(presence.unread('r', message(8, 'ada')), 0);
  presence.deliver('r', { marks: { tom: 1 } });
  presence.forget();
  assert.equal(presence.unread('r', message(8, 'ada')), 0, 'what was true before a break is not known after it');
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

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Ladder } from '#page/net/ladder.js';
import { Clock } from '../support/clock.js';
import { FakeTransport } from '../support/transports.js';

let clock;
let kept;
beforeEach(() => {
  clock = Clock.install();
  kept = new Map();
});
afterEach(() => clock.restore());

const memory = { get: (key, fallback) => kept.get(key) ?? fallback, set: (key, value) => kept.set(key, value) };
const http = (name) => new FakeTransport(name, { registersInOne: true });
const ladder = () => new Ladder([new FakeTransport('websocket'), http('streaming'), http('polling')], (name) => new FakeTransport(name), memory);
const names = (transports) => transports.map(({ name }) => name);
const end = (more) => ({ code: 1006, opened: true, carried: true, lived: 60_000, idle: 0, ...more });

test('what is not answered over HTTP bars all that sends alike, and brings SockJS in', () => {
  const ways = ladder();
  ways.ended('streaming', end({ proof: 'unanswered' }));
  assert.deepEqual(names(ways.candidates()), ['websocket', 'sockjs']);
  ways.failed('websocket', end());
  assert.deepEqual(names(ways.candidates()), ['websocket', 'sockjs']);
  assert.deepEqual(ways.why('sockjs').map(({ reason }) => reason), ['never-opened', 'unanswered', 'unanswered']);
  assert.deepEqual(names(ways.better('sockjs')), ['websocket', 'streaming', 'polling']);
});

test('that is remembered for five minutes only: it may have been the server', async () => {
  ladder().ended('polling', end({ proof: 'unanswered' }));
  assert.deepEqual(names(ladder().candidates()), ['websocket', 'sockjs']);
  await clock.pass(5 * 60_000);
  assert.deepEqual(names(ladder().candidates()), ['websocket', 'streaming', 'polling']);
});

test('a socket that is not answered bars only itself', () => {
  const ways = ladder();
  ways.ended('websocket', end({ proof: 'unanswered' }));
  assert.deepEqual(names(ways.candidates()), ['streaming', 'polling', 'sockjs']);
});

test('whoever chose a way stays on it', () => {
  const ways = ladder();
  ways.choose('streaming');
  ways.ended('streaming', end({ proof: 'unanswered' }));
  assert.deepEqual(names(ways.candidates()), ['streaming']);
});

test('a way that answers again is open again', () => {
  const ways = ladder();
  ways.ended('streaming', end({ proof: 'unanswered' }));
  for (const name of ['streaming', 'polling']) ways.opened(name, new Map());
  assert.deepEqual(names(ways.candidates()), ['websocket', 'streaming', 'polling']);
});

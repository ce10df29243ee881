import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Live } from '#page/state/live.js';
import { Memory } from '#page/state/memory.js';
import { Timelines } from '#page/state/timelines.js';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Tab } from '../support/tab.js';

let clock;
let live;
let line;
let kept;
beforeEach(() => {
  clock = Clock.install();
  kept = new Map();
  line = { listening: [], preferred: [], listen: (address) => line.listening.push(address), prefer: (address) => line.preferred.push(address),
    unlisten: (address) => (line.listening = line.listening.filter((each) => each !== address)) };
  live = new Live(line, new Timelines(line), new Memory(() => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) })));
  live.begin();
});
afterEach(() => clock.restore());

const rooms = (...all) => new Map(all.map((room) => [room.id, { joined: true, head: 0, read: 0, ...room }]));

test('the open room comes first, then those used last, those with something new, and the others', () => {
  live.look('used');
  live.look('open');
  live.follow(rooms({ id: 'a' }, { id: 'new', head: 3, read: 1 }, { id: 'used' }, { id: 'open', joined: false }, { id: 'strange', joined: false }));
  assert.deepEqual(line.listening, ['room.open', 'room.used', 'room.new', 'room.a']);
});

test('a room that was joined elsewhere is listened to, and one that was left no more', () => {
  live.follow(rooms({ id: 'a' }, { id: 'b' }));
  live.follow(rooms({ id: 'a' }, { id: 'b', joined: false }, { id: 'c' }));
  assert.deepEqual(line.listening, ['room.a', 'room.c']);
});

test('the open room is listened to when it is left, and until another one is open', () => {
  live.look('a');
  live.follow(rooms({ id: 'a' }));
  live.follow(rooms({ id: 'a', joined: false }));
  assert.deepEqual(line.listening, ['room.a']);
  live.look('');
  live.follow(rooms({ id: 'a', joined: false }));
  assert.deepEqual(line.listening, []);
});

test('a room that is listened to already comes first when it is opened', () => {
  live.follow(rooms({ id: 'a' }, { id: 'b' }));
  live.look('b');
  assert.deepEqual(line.preferred, ['room.b']);
});

test('what the line does not answer is not live, until it does', async () => {
  live.follow(rooms({ id: 'a' }, { id: 'b' }));
  live.heard('a');
  await clock.pass(6_000);
  assert.deepEqual([live.isDeaf('a'), live.isDeaf('b')], [false, true]);
  live.heard('b');
  assert.equal(live.isDeaf('b'), false);
});

test('what the line refuses is not live at once', () => {
  live.follow(rooms({ id: 'a' }));
  live.heard('a');
  live.refused('a');
  assert.equal(live.isDeaf('a'), true);
});

test('a refusal that passes is shown at the room as long as it lasts, another one is told', async () => {
  const house = new House().fill(1);
  const { chat } = await new Tab(house, 'me').comes();
  for (const code of ['rate_limited', 'busy', 'internal', 'timeout', 'too_many_rooms', 'too_many_connections']) {
    chat.refused('room.r', { code });
    assert.deepEqual([code, chat.live.isDeaf('r'), chat.notices.current], [code, true, null]);
    chat.deliver('room.r', house.delivery(1));
    assert.equal(chat.live.isDeaf('r'), false);
  }
  chat.refused('room.r', { code: 'room_not_found' });
  assert.equal(chat.notices.current.problem.code, 'room_not_found');
});

test('nothing is listened to before the line is open, and everything again when it is', () => {
  live.forget();
  live.follow(rooms({ id: 'a' }));
  assert.deepEqual(line.listening, []);
  live.begin();
  live.follow(rooms({ id: 'a' }));
  live.begin();
  live.follow(rooms({ id: 'a' }));
  assert.deepEqual(line.listening, ['room.a', 'room.a']);
});

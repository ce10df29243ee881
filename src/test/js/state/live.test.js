import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Live } from '#page/state/live.js';
import { Timelines } from '#page/state/timelines.js';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Tab } from '../support/tab.js';

let clock;
let live;
let line;
beforeEach(() => {
  clock = Clock.install();
  line = { listening: [], listen: (address) => line.listening.push(address), unlisten: (address) => (line.listening = line.listening.filter((each) => each !== address)) };
  live = new Live(line, new Timelines(line));
  live.begin();
});
afterEach(() => clock.restore());

const rooms = (...all) => new Map(all.map((room) => [room.id, { joined: true, head: 0, read: 0, ...room }]));

test('the open room is listened to, joined or not, and no other one', () => {
  live.look('a');
  live.follow(rooms({ id: 'a', joined: false }, { id: 'b', head: 3, read: 1 }));
  assert.deepEqual(line.listening, ['room.a']);
  live.look('b');
  live.follow(rooms({ id: 'a' }, { id: 'b' }));
  assert.deepEqual(line.listening, ['room.b']);
});

test('the room of a link is listened to once it is there', () => {
  live.look('a');
  live.follow(rooms({ id: 'b' }));
  assert.deepEqual(line.listening, []);
  live.follow(rooms({ id: 'a' }, { id: 'b' }));
  assert.deepEqual(line.listening, ['room.a']);
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

test('what the line does not answer is not live, until it does', async () => {
  live.look('a');
  live.follow(rooms({ id: 'a' }));
  await clock.pass(5_999);
  assert.equal(live.isDeaf('a'), false);
  await clock.pass(1);
  assert.equal(live.isDeaf('a'), true);
  live.heard('a');
  assert.equal(live.isDeaf('a'), false);
  await clock.pass(6_000);
  assert.equal(live.isDeaf('a'), false);
});

test('the time to answer begins with each room', async () => {
  live.look('a');
  live.follow(rooms({ id: 'a' }, { id: 'b' }));
  await clock.pass(5_000);
  live.look('b');
  live.follow(rooms({ id: 'a' }, { id: 'b' }));
  live.heard('a');
  await clock.pass(5_999);
  assert.equal(live.isDeaf('b'), false);
  await clock.pass(1);
  assert.deepEqual([live.isDeaf('a'), live.isDeaf('b')], [false, true]);
});

test('what the line refuses is not live at once', () => {
  live.look('a');
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
  live.look('a');
  live.follow(rooms({ id: 'a' }));
  assert.deepEqual(line.listening, []);
  live.begin();
  live.follow(rooms({ id: 'a' }));
  live.begin();
  live.follow(rooms({ id: 'a' }));
  assert.deepEqual(line.listening, ['room.a', 'room.a']);
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Refusal, parseFrame } from '#page/net/envelope.js';
import { Registrations } from '#page/net/registrations.js';
import { Clock } from '../support/clock.js';

let clock;
let refused;
let registrations;
beforeEach(() => {
  clock = Clock.install();
  refused = [];
  registrations = new Registrations((address, { code }) => refused.push(`${address} ${code}`));
});
afterEach(() => clock.restore());

const room = (n) => `room.${n}`;
const rooms = (count, from = 1) => Array.from({ length: count }, (_, i) => room(from + i));

/** What a server heard: the addresses registered with it, and each frame. */
function wire(options = {}) {
  const held = new Set();
  const frames = [];
  return {
    held, frames, ...options,
    write(text) {
      const frame = parseFrame(text);
      frames.push(frame);
      if (frame.type === 'register') held.add(frame.address);
      else held.delete(frame.address);
    },
  };
}

test('what is looked at comes first, then the others in their order', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(3).forEach((address) => registrations.add(address, {}));
  registrations.add('room.open', {}, true);
  await clock.pass(0);
  assert.deepEqual(to.frames.map(({ address }) => address), ['room.open', ...rooms(3)]);
});

test('many rooms leave half of the allowance to other commands', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(200).forEach((address) => registrations.add(address, {}));
  await clock.pass(0);
  assert.equal(to.frames.length, 100);
  await clock.pass(1_000);
  assert.equal(to.frames.length, 150);
  await clock.pass(1_200);
  assert.deepEqual([...to.held], rooms(200));
});

test('a way that asks for all in one request is told all at once', async () => {
  const to = wire({ registersInOne: true });
  registrations.moveTo(to);
  rooms(200).forEach((address) => registrations.add(address, {}));
  await clock.pass(0);
  assert.equal(to.frames.length, 200);
});

test('no more rooms than the server lets one, and the rest says so once', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(203).forEach((address) => registrations.add(address, {}));
  registrations.add('chat.rooms');
  await clock.pass(10_000);
  assert.deepEqual([...to.held], [...rooms(200), 'chat.rooms']);
  assert.deepEqual(refused, ['room.201 too_many_rooms', 'room.202 too_many_rooms', 'room.203 too_many_rooms']);
});

test('a room that is opened takes the place of the one wanted last', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(203).forEach((address) => registrations.add(address, {}));
  await clock.pass(10_000);
  refused.length = 0;
  registrations.prefer('room.203');
  await clock.pass(0);
  assert.ok(to.held.has('room.203'));
  assert.equal(to.held.size, 200);
  assert.deepEqual(refused, ['room.200 too_many_rooms']);
});

test('what was on its way when a room gave up its place is not told, and comes again', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(200).forEach((address) => registrations.add(address, { after: 7, epoch: 'e' }));
  await clock.pass(10_000);
  registrations.add('room.open', { after: 0, epoch: 'e' }, true);
  await clock.pass(0);
  const body = { epoch: 'e', head: 8, events: [{ seq: 8 }] };
  assert.equal(registrations.advance(room(200), body), null);
  assert.equal(registrations.of(room(200)).after, 7);
  assert.equal(registrations.advance(room(199), body), body);
});

test('a place that becomes free is given to the next', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(202).forEach((address) => registrations.add(address, {}));
  await clock.pass(10_000);
  registrations.remove('room.5');
  await clock.pass(1_000);
  assert.ok(to.held.has('room.201') && !to.held.has('room.202'));
});

test('where the server has fewer places, what is looked at still has one', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(3).forEach((address) => registrations.add(address, {}));
  await clock.pass(0);
  registrations.add('room.open', {}, true);
  await clock.pass(0);
  registrations.refuse('room.open', new Refusal('too_many_rooms'));
  to.held.delete('room.open');
  await clock.pass(0);
  assert.deepEqual([...to.held], ['room.1', 'room.2', 'room.open']);
});

test('what the server had no time for is asked for again, more and more rarely', async () => {
  const to = wire();
  registrations.moveTo(to);
  registrations.add('room.1', { after: 4, epoch: 'e' });
  await clock.pass(0);
  for (const code of ['busy', 'internal', 'too_many_connections']) {
    registrations.refuse('room.1', new Refusal(code));
    await clock.pass(60_000);
  }
  assert.equal(to.frames.length, 4);
  assert.deepEqual(refused, ['room.1 too_many_connections'], 'told when it lasts');
});

test('when the server says how long, it is believed', async () => {
  const to = wire();
  registrations.moveTo(to);
  registrations.add('room.1', {});
  await clock.pass(0);
  registrations.refuse('room.1', new Refusal('rate_limited', 7));
  await clock.pass(6_900);
  assert.equal(to.frames.length, 1);
  await clock.pass(200);
  assert.equal(to.frames.length, 2);
});

test('a room that was archived is heard on, from the cursor, and nobody is told', async () => {
  const to = wire();
  registrations.moveTo(to);
  registrations.add('room.1', { after: 4, epoch: 'e' });
  await clock.pass(0);
  registrations.advance('room.1', { epoch: 'e', head: 5, events: [{ seq: 5 }] });
  registrations.refuse('room.1', new Refusal('room_archived'));
  await clock.pass(0);
  assert.deepEqual(to.frames.map(({ type, headers }) => [type, headers.after]), [['register', 4], ['register', 5]]);
  assert.ok(registrations.isAsked('room.1'));
  assert.deepEqual(refused, []);
});

test('what is refused for good is told and forgotten', async () => {
  const to = wire();
  registrations.moveTo(to);
  registrations.add('room.1', {});
  await clock.pass(0);
  registrations.refuse('room.1', new Refusal('room_not_found'));
  await clock.pass(120_000);
  assert.equal(to.frames.length, 1);
  assert.deepEqual(refused, ['room.1 room_not_found']);
});

test('another wire is told everything again, from the cursors, what was looked at last first', async () => {
  registrations.moveTo(wire());
  registrations.add('room.1', { after: 1, epoch: 'e' });
  registrations.add('room.2', { after: 1, epoch: 'e' });
  registrations.prefer('room.2');
  await clock.pass(0);
  registrations.advance('room.1', { epoch: 'e', head: 2, events: [{ seq: 2 }] });
  const next = wire();
  registrations.moveTo(next);
  await clock.pass(0);
  assert.deepEqual(next.frames.map(({ address, headers }) => [address, headers.after]), [['room.2', 1], ['room.1', 2]]);
});

test('a wire that has ended is told nothing more', async () => {
  const to = wire();
  registrations.moveTo(to);
  rooms(200).forEach((address) => registrations.add(address, {}));
  await clock.pass(0);
  registrations.end();
  await clock.pass(60_000);
  assert.equal(to.frames.length, 100);
});

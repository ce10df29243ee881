import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, refusal } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** A room that one owns, with two messages. */
async function room() {
  const house = new House().fill(1);
  house.post('me', 'mine');
  house.roles.set('me', 'owner');
  const tab = await new Tab(house, 'me').comes();
  return { house, tab, chat: tab.chat, types: () => house.log.filter(({ type }) => type !== 'message').map(({ type }) => type).join(' ') };
}

test('what a room is becomes so at once, and only what differs is told', async () => {
  const { tab, chat, types } = await room();
  await chat.settling.settle(chat.room, { name: 'Tea', topic: '', posting: 'moderator', slow: 30 });
  assert.equal(types(), 'rename posting slow');
  const facts = () => [chat.room.name, chat.room.topic, chat.room.posting, chat.room.slow, chat.room.archived];
  assert.deepEqual(facts(), ['Tea', '', 'moderator', 30, undefined]);
  assert.equal(chat.rooms.sections().mine[0].name, 'Tea');
  tab.hears();
  assert.deepEqual(facts(), ['Tea', '', 'moderator', 30, undefined]);
  await chat.settling.settle(chat.room, { history: 'joined' });
  tab.hears();
  assert.equal(chat.room.history, 'joined');
  await chat.settling.settle(chat.room, { name: 'Tea', posting: 'member', slow: 0, archived: true });
  assert.deepEqual(facts(), ['Tea', '', undefined, undefined, true]);
  assert.deepEqual([chat.rooms.sections().mine, chat.rooms.sections().archived.length], [[], 1]);
});

test('whether the room shows who has read is settled, and heard from others', async () => {
  const { house, tab, chat, types } = await room();
  await chat.settling.settle(chat.room, { reads: true, slow: 0 });
  assert.deepEqual([types(), house.log.at(-1).text, chat.room.reads], ['reads', 'true', true]);
  house.settle('jun', 'reads', 'false');
  tab.hears();
  assert.equal(chat.room.reads, undefined);
});

test('what was refused is told, and tried again is the same change', async () => {
  const { house, tab, chat } = await room();
  tab.line.refuses = (_, body) => (body.topic ? refusal('timeout') : null);
  await assert.rejects(chat.settling.settle(chat.room, { topic: 'Leaves', name: 'Tea' }), { code: 'timeout' });
  assert.deepEqual([chat.room.name, chat.room.topic], ['Tea', '']);
  const tried = [];
  tab.line.refuses = (_, body) => void (body.topic && tried.push(body.id)) ?? (tried.length === 1 ? refusal('timeout') : null);
  await assert.rejects(chat.settling.settle(chat.room, { topic: 'Leaves' }));
  await chat.settling.settle(chat.room, { topic: 'Leaves' });
  assert.equal(tried[0], tried[1]);
  assert.equal(house.log.filter(({ type }) => type === 'topic').length, 1);
});

test('what others settle is there with their event, whatever an older list says', async () => {
  const { house, tab, chat } = await room();
  const older = structuredClone(house.room('me'));
  house.settle('jun', 'rename', 'Coffee');
  house.settle('jun', 'archive');
  tab.hears();
  assert.deepEqual([chat.room.name, chat.room.archived], ['Coffee', true]);
  const { room: now } = house;
  house.room = () => older;
  await chat.rooms.refresh();
  assert.deepEqual([chat.room.name, chat.room.archived], ['Coffee', true]);
  house.room = now;
  house.settle('jun', 'rename', 'Milk');
  await chat.rooms.refresh();
  assert.equal(chat.room.name, 'Milk', 'a newer one counts');
});

test('what is pinned is at hand in the order of the pins, and goes with its message', async () => {
  const { house, tab, chat } = await room();
  const shown = () => chat.pins.messages.map(({ seq }) => seq);
  assert.deepEqual([chat.pins.isKnown, shown()], [true, []]);
  chat.changing.pin('r', chat.messages[0]);
  assert.equal(chat.messages[0].pinned, true, 'at once');
  await settled();
  house.change('jun', 'pin', 2);
  tab.hears();
  await settled();
  assert.deepEqual(shown(), [2, 1]);
  chat.changing.pin('r', chat.messages[1]);
  assert.equal(Boolean(chat.messages[1].pinned), false);
  await settled();
  house.change('me', 'delete', 1);
  tab.hears();
  await settled();
  assert.deepEqual(shown(), []);
});

test('a message that comes too soon in slow mode waits, and is sent then', async () => {
  const { house, tab, chat } = await room();
  tab.line.refuses = (address) => address === 'chat.post' && refusal('slow_mode', 90);
  chat.post('slowly');
  await settled();
  const [post] = chat.outbox.in('r');
  assert.deepEqual([post.state, post.code, Math.round((post.until - Date.now()) / 1_000)], ['pending', 'slow_mode', 90]);
  tab.line.refuses = () => null;
  await clock.pass(60_000);
  await settled();
  assert.equal(house.log.at(-1).text, 'mine');
  await clock.pass(31_000);
  await settled();
  assert.equal(house.log.at(-1).text, 'slowly');
});

test('and goes at once when the room is slow no longer', async () => {
  const { house, tab, chat } = await room();
  tab.line.refuses = (address) => address === 'chat.post' && refusal('slow_mode', 90);
  chat.post('slowly');
  await settled();
  tab.line.refuses = () => null;
  house.settle('jun', 'slow', '0');
  tab.hears();
  await settled();
  assert.equal(house.log.at(-1).text, 'slowly');
});

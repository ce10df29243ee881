import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, later, refusal } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

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
  chat.writing.post('slowly');
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
  chat.writing.post('slowly');
  await settled();
  tab.line.refuses = () => null;
  house.settle('jun', 'slow', '0');
  tab.hears();
  await settled();
  assert.equal(house.log.at(-1).text, 'slowly');
});

/** A room of which one is a member, in slow mode, in which two messages wait, as the house has them wait. */
async function slowRoom(browser = new Browser()) {
  const house = new House().fill(1);
  house.post('me', 'one');
  house.settle('jun', 'slow', '600');
  const holds = (address, { room }) => address === 'chat.post' && house.roles.get('me') !== 'moderator' && (room !== 'r' || house.settled.slow) && refusal('slow_mode', house.settled.slow - 10);
  const comes = async () => {
    const tab = new Tab(house, 'me', browser);
    tab.line.refuses = holds;
    return tab.comes();
  };
  const tab = await comes();
  tab.chat.writing.post('two');
  tab.chat.writing.post('three');
  await settled();
  return { house, tab, chat: tab.chat, comes, said: () => house.log.filter(({ user, type }) => type === 'message' && user.id === 'me').map(({ text }) => text).join(' ') };
}

test('what waits goes in order when one hears from afar that the room is slow no longer, and nothing goes elsewhere', async () => {
  const { house, chat, said } = await slowRoom();
  const room = { id: 'a', name: 'A', topic: '', kind: 'private', head: 0, members: 2, joined: true, role: 'member', read: 0, slow: 600 };
  chat.deliver('chat.me', { state: 'a', parts: [{ part: 7, rooms: [room] }] });
  await chat.open('a');
  chat.writing.post('and here');
  await settled();
  const tried = () => chat.outbox.in('a').map(({ tries, code }) => [tries, code]);
  assert.deepEqual([said(), tried()], ['one', [[1, 'slow_mode']]]);
  house.settle('jun', 'slow', '0');
  await chat.rooms.refresh();
  await settled();
  assert.deepEqual([said(), tried()], ['one two three', [[1, 'slow_mode']]]);
});

test('and when one has become a moderator, here or from afar', async () => {
  for (const tells of [({ tab }) => tab.hears(), async ({ chat }) => { await chat.open(''); await chat.rooms.refresh(); }]) {
    const slow = await slowRoom();
    slow.house.note('jun', 'role', 'me', 'moderator');
    await tells(slow);
    await settled();
    assert.equal(slow.said(), 'one two three');
  }
});

test('and when a page of the room says so', async () => {
  const { house, chat, said } = await slowRoom();
  house.settle('jun', 'slow', '0');
  chat.timeline.clear();
  await chat.timelines.open('r', chat.room);
  await settled();
  assert.deepEqual([said(), chat.room.slow], ['one two three', undefined]);
});

test('where the pause is shorter, it waits until its new moment', async () => {
  const { house, chat, said } = await slowRoom();
  const wait = () => Math.round((chat.outbox.posts.find(({ text }) => text === 'two').until - Date.now()) / 1_000);
  assert.equal(wait(), 590);
  house.settle('jun', 'slow', '60');
  await chat.open('');
  await chat.rooms.refresh();
  await settled();
  assert.deepEqual([wait(), said()], [50, 'one']);
  house.settle('jun', 'slow', '0');
  await clock.pass(51_000);
  assert.equal(said(), 'one two three');
});

test('what was refused by a slow mode that ended while it was on its way goes again', async () => {
  const { house, tab, chat, said } = await slowRoom();
  const refused = later();
  const { ask } = tab.line;
  tab.line.ask = async (address, body) => {
    if (address !== 'chat.post') return ask.call(tab.line, address, body);
    tab.line.ask = ask;
    await refused;
    throw refusal('slow_mode', 590);
  };
  chat.sending.hurry('r');
  house.settle('jun', 'slow', '0');
  tab.hears();
  await settled();
  assert.equal(said(), 'one');
  refused.give();
  await settled();
  assert.equal(said(), 'one two three');
});

test('a tab that takes over sends what waits when it hears so, once', async () => {
  const browser = new Browser();
  const { house, tab, comes, said } = await slowRoom(browser);
  const next = await comes();
  tab.dies();
  await next.chat.open('');
  house.settle('jun', 'slow', '0');
  await next.chat.rooms.refresh();
  await clock.pass(10_000);
  assert.deepEqual([said(), next.chat.outbox.unsent, browser.disk.posts.size], ['one two three', [], 0]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House, later } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

/** Somebody who looks at the room, and whose line opens; some of what is asked reaches the house only when the test says so. */
async function opening(house, { seq = 0, late = [] } = {}) {
  const tab = new Tab(house, 'me');
  const { chat, line } = tab;
  chat.session.confirm(await tab.door.whoAmI());
  chat.begin();
  await chat.open('r', seq);
  const [sent, gate] = [[], later()];
  const ask = line.ask.bind(line);
  line.ask = async (address, body) => {
    sent.push([address, body]);
    if (late.includes(address)) await gate;
    return ask(address, body);
  };
  const resumed = chat.resume();
  await settled();
  return { tab, chat, line, sent, resumed, go: () => (gate.give(), resumed), pages: () => sent.filter(([address]) => address === 'chat.messages').map(([, body]) => body) };
}

const member = (house) => (house.joined.add('me'), house);
const heardFrom = ({ listened }) => listened.filter(({ address }) => address === 'room.r').at(-1).headers;

test('none of what one wants to know first waits for the answer to another', async () => {
  const first = await opening(new House().fill(3), { late: ['chat.session', 'chat.me', 'chat.room', 'chat.messages'] });
  assert.deepEqual(first.sent, [['chat.session', {}], ['chat.me', {}], ['chat.room', { room: 'r' }], ['chat.messages', { room: 'r', limit: 100 }]]);
  await first.go();
  assert.deepEqual(first.tab.shown, ['text 1', 'text 2', 'text 3']);
  assert.equal(first.pages().length, 1);
  assert.equal(first.sent.filter(([address]) => address === 'chat.room').length, 1);
});

test('what is known already is not asked for when the line opens again', async () => {
  const tab = await new Tab(member(new House().fill(3)), 'me').comes();
  tab.loses();
  tab.house.asked = [];
  await tab.connects();
  assert.deepEqual(tab.house.asked.slice(0, 2).map(({ address }) => address), ['chat.session', 'chat.me']);
  assert.equal(tab.house.asked.some(({ address }) => address === 'chat.room' || address === 'chat.messages'), false);
});

test('what happens between the page and the answer that the room is there is not missed', async () => {
  for (const house of [new House().fill(3), member(new House().fill(3))]) {
    const first = await opening(house, { late: ['chat.me', 'chat.room'] });
    house.change('jun', 'edit', 2, 'said otherwise').post('jun', 'said since');
    await first.go();
    assert.deepEqual(heardFrom(first.line), { after: 3, epoch: 'e1' });
    first.tab.hears();
    assert.deepEqual(first.tab.shown, ['text 1', 'said otherwise', 'text 3', 'said since']);
  }
});

test('a page that is newer than what is known of the room is shown as it is', async () => {
  const house = member(new House().fill(3));
  const first = await opening(house, { late: ['chat.messages'] });
  house.post('jun', 'said since');
  await first.go();
  assert.deepEqual(heardFrom(first.line), { after: 4, epoch: 'e1' });
  first.tab.hears();
  assert.deepEqual(first.tab.shown, ['text 1', 'text 2', 'text 3', 'said since']);
});

test('the list of rooms does not wait for the page, and the room is listened to from that on', async () => {
  for (const house of [new House().fill(3), member(new House().fill(3))]) {
    const first = await opening(house, { late: ['chat.messages'] });
    assert.deepEqual([first.chat.rooms.loaded, first.chat.room?.id, first.tab.shown], [true, 'r', []]);
    assert.equal(first.line.listened.some(({ address }) => address === 'room.r'), false);
    await first.go();
    assert.deepEqual([heardFrom(first.line), first.tab.shown], [{ after: 3, epoch: 'e1' }, ['text 1', 'text 2', 'text 3']]);
  }
});

test('who goes to another room meanwhile listens to that', async () => {
  const house = member(new House().fill(3));
  house.direct.set('d', { id: 'd', kind: 'direct', head: 0, members: 2, joined: true, role: 'member', read: 0, unread: 0, people: ['me', 'jun'].map((id) => ({ id, name: id })) });
  const first = await opening(house, { late: ['chat.messages'] });
  await Promise.all([first.chat.open('d'), first.go()]);
  assert.deepEqual(first.line.listened.filter(({ address }) => address.startsWith('room.')).map(({ address }) => address), ['room.d']);
});

test('what is unread further up is shown instead', async () => {
  const house = member(new House().fill(300));
  house.read = 50;
  const first = await opening(house);
  await first.resumed;
  assert.deepEqual([first.chat.timeline.first, first.chat.timeline.last], [31, 130]);
  assert.deepEqual(first.pages(), [{ room: 'r', limit: 100 }, { room: 'r', limit: 100, after: 30 }]);
});

test('a message that is looked for is asked for with what is around it', async () => {
  const first = await opening(new House().fill(300), { seq: 100 });
  await first.resumed;
  assert.deepEqual([first.chat.timeline.first, first.chat.timeline.last], [80, 179]);
  assert.deepEqual(first.pages(), [{ room: 'r', limit: 100, after: 79 }]);
});

test('what could not be had ahead is asked for again, and only then is it said why not', async () => {
  const house = new House().fill(3);
  const tab = new Tab(house, 'me');
  let isFirst = true;
  tab.line.refuses = (address) => address === 'chat.messages' && isFirst && !(isFirst = false) && 'busy';
  await tab.comes();
  assert.deepEqual([tab.shown.length, tab.chat.timeline.problem], [3, null]);
});

test('a page that nobody looks at any more when it comes is not kept for later', async () => {
  const house = member(new House().fill(3));
  const first = await opening(house, { late: ['chat.messages'] });
  await first.chat.open('');
  await first.go();
  house.post('jun', 'said since');
  await first.chat.open('r');
  assert.deepEqual(first.tab.shown, ['text 1', 'text 2', 'text 3', 'said since']);
});

test('of another store, nothing counts that was asked for by what was known of the one before', async () => {
  const house = member(new House().fill(3));
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  house.replace([]);
  house.fill(2);
  const own = house.own.bind(house);
  // What differs from what one knew is one part only.
  house.own = (user, known) => (known ? { state: 'of the other', parts: [] } : own(user, known));
  await tab.connects();
  assert.deepEqual(house.asked.filter(({ address }) => address === 'chat.me').at(-1).body, {});
  assert.equal(tab.chat.rooms.state, own('me').state);
  assert.deepEqual(tab.shown, ['text 1', 'text 2']);
});

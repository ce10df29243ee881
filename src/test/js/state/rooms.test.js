import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House, later, refusal } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

test('rooms are put in order when one comes or goes, not at each message', async () => {
  const house = new House().fill(3);
  const { chat } = await new Tab(house, 'me').comes();
  const { rooms } = chat;
  const found = rooms.sections();
  assert.deepEqual(found.others.map(({ id }) => id), ['r']);
  rooms.advance('r', 9);
  assert.equal(rooms.sections(), found);
  await rooms.join('r');
  assert.deepEqual(rooms.sections().mine.map(({ id }) => id), ['r']);
  assert.deepEqual(rooms.sections('no such').mine, []);
  await rooms.refresh();
  assert.deepEqual(rooms.sections().mine, [rooms.get('r')]);
  rooms.forget();
  assert.deepEqual(rooms.sections().mine, []);
  await rooms.refresh();
  assert.deepEqual(rooms.sections().mine, [rooms.get('r')]);
  house.answer = (user, address) => {
    if (address === 'chat.room') throw refusal('room_not_found');
    return { state: 'none', parts: [{ part: 0, rooms: [] }] };
  };
  await rooms.refresh();
  assert.deepEqual(rooms.sections().mine, []);
});

test('one comes back to the room of last time, also to a favourite, and else to the first one', async () => {
  const { chat: { rooms } } = await new Tab(new House(), 'me').comes();
  const meets = (id, more) => rooms.meet(/** @type {any} */ ({ id, name: id, topic: '', kind: 'public', head: 0, joined: true, read: 0, ...more }));
  meets('old', { archived: true });
  assert.equal(rooms.backTo('gone')?.id, 'old');
  meets('talk', { kind: 'direct' });
  assert.equal(rooms.backTo('gone')?.id, 'talk');
  meets('one', {});
  assert.equal(rooms.backTo('gone')?.id, 'one');
  meets('favourite', { favourite: true });
  assert.deepEqual(['gone', 'favourite', 'one', 'talk', 'old'].map((last) => rooms.backTo(last)?.id), ['favourite', 'favourite', 'one', 'talk', 'old']);
});

test('that a room was not there before one came into it takes nothing away', async () => {
  const house = new House();
  house.kind = 'private';
  const { chat: { rooms } } = await new Tab(house, 'me').comes();
  const answer = rooms.askFor('r');
  await answer;
  house.kind = 'public';
  await rooms.join('r');
  await rooms.lookAround({ r: answer });
  assert.equal(rooms.get('r')?.joined, true);
  house.kind = 'private';
  house.joined.delete('me');
  await rooms.lookAround();
  assert.equal(rooms.get('r'), undefined, 'what is not there since does');
});

test('rooms have the order of the chosen language', async () => {
  const house = new House();
  const { chat } = await new Tab(house, 'me').comes();
  await chat.open('');
  const named = (name, index) => ({ ...house.room('me'), id: `r${index}`, name, joined: true });
  house.own = () => ({ state: 'named', parts: [{ part: 0, rooms: ['하늘', 'apple', '가방', 'Zebra'].map(named) }] });
  await chat.rooms.refresh();
  const order = () => chat.rooms.sections().mine.map(({ name }) => name).join(' ');
  assert.equal(order(), 'apple Zebra 가방 하늘');
  chat.settings.choose({ language: 'ko' });
  assert.equal(order(), '가방 하늘 apple Zebra');
});

test('a room that is created while one asks for it is not missed: one listens for new ones before', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  tab.line.listened = [];
  const answer = house.answer.bind(house);
  const listenedThen = [];
  house.answer = (user, address, body) => {
    if (address === 'chat.room') listenedThen.push(tab.line.listened.some((each) => each.address === 'chat.rooms'));
    return answer(user, address, body);
  };
  await tab.connects();
  assert.deepEqual(listenedThen, [true]);
});

test('the list comes as differences: whole at first, and never asked for again', async () => {
  const house = new House().fill(3);
  house.joined.add('me');
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  await tab.connects();
  await tab.chat.goOn();
  for (const visible of [false, true]) tab.chat.reading.look({ visible });
  const asked = house.asked.filter(({ address }) => address.startsWith('chat.room') || address === 'chat.me');
  // The open room, of which it was not known at first whether it is one's own, once.
  assert.deepEqual(asked.map(({ address, body }) => [address, Boolean(body.state)]), [['chat.me', false], ['chat.room', false], ['chat.me', true], ['chat.me', true]]);
});

test('one is not there before all parts are known, however many frames they come in', async () => {
  const house = new House();
  const parts = (from, to, rooms = []) => Array.from({ length: to - from }, (_, i) => ({ part: from + i, rooms: i ? [] : rooms }));
  const mine = (id) => ({ ...house.room('me'), id, name: id, joined: true, role: 'member' });
  house.own = (user, known) => (known ? { state: 'whole', parts: parts(20, 32, [mine('late')]) } : { state: 'half', parts: parts(0, 20, [mine('early')]) });
  const tab = await new Tab(house, 'me').comes();
  assert.deepEqual([...tab.chat.rooms.all.keys()].sort(), ['early', 'late', 'r']);
  assert.deepEqual(tab.line.listened.find(({ address }) => address === 'chat.me').headers, { state: 'whole' });
});

test('an older answer takes back nothing that was told since, and what is known stays what was told', async () => {
  const house = new House();
  const { chat, line } = await new Tab(house, 'me').comes();
  line.held = later();
  const refresh = chat.rooms.refresh();
  await settled();
  chat.deliver('chat.me', { state: 'newer', parts: [{ part: 0, rooms: [{ ...house.room('me'), id: 'new', name: 'new', joined: true }] }] });
  line.held.give();
  await refresh;
  assert.deepEqual([chat.rooms.get('new')?.joined, chat.rooms.state], [true, 'newer']);
});

test('a room in which a deleted message was counted is counted by the feed alone', async () => {
  const house = new House().fill(5);
  house.joined.add('me');
  const { chat } = await new Tab(house, 'me').comes();
  chat.reading.look({ visible: false });
  house.asked.length = 0;
  house.change('jun', 'delete', 2);
  chat.deliver('room.r', house.delivery(5));
  const told = house.own('me');
  Object.assign(told.parts[0].rooms[0], { unread: 4 });
  chat.deliver('chat.me', told);
  assert.deepEqual([chat.rooms.unread(chat.room), house.asked.filter(({ address }) => address !== 'chat.read')], [4, []]);
});

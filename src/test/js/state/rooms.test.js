import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House, refusal } from '../support/house.js';
import { Tab } from '../support/tab.js';

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
    return { rooms: [] };
  };
  await rooms.refresh();
  assert.deepEqual(rooms.sections().mine, []);
});

test('rooms have the order of the chosen language', async () => {
  const house = new House();
  const { chat } = await new Tab(house, 'me').comes();
  await chat.open('');
  const named = (name, index) => ({ ...house.room('me'), id: `r${index}`, name, joined: true });
  house.answer = () => ({ rooms: ['하늘', 'apple', '가방', 'Zebra'].map(named) });
  await chat.rooms.refresh();
  const order = () => chat.rooms.sections().mine.map(({ name }) => name).join(' ');
  assert.equal(order(), 'apple Zebra 가방 하늘');
  chat.settings.choose({ language: 'ko' });
  assert.equal(order(), '가방 하늘 apple Zebra');
});

test('a room that is created while all rooms come is not missed: one listens for new ones before one asks', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  tab.line.listened = [];
  const answer = house.answer.bind(house);
  const listenedThen = [];
  house.answer = (user, address, body) => {
    if (address === 'chat.rooms') listenedThen.push(tab.line.listened.some((each) => each.address === 'chat.rooms'));
    return answer(user, address, body);
  };
  await tab.connects();
  assert.deepEqual(new Set(listenedThen), new Set([true]));
});

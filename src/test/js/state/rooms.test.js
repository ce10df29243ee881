import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House } from '../support/house.js';
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
  house.answer = () => ({ rooms: [] });
  await rooms.refresh();
  assert.deepEqual(rooms.sections().mine, []);
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

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, refusal } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

async function visitor(house = new House().fill(3)) {
  const tab = await new Tab(house, 'me').comes();
  return { house, tab, chat: tab.chat };
}

test('who joins while a node dies is in the room as soon as the line is open again', async () => {
  const { house, tab, chat } = await visitor();
  tab.loses();
  const joined = chat.join('r');
  await settled();
  assert.ok(chat.placing.isBusy('r', 'in'));
  assert.equal(chat.notices.current, null);
  await tab.connects();
  assert.equal(await joined, true);
  assert.ok(house.joined.has('me') && chat.room.joined);
  assert.ok(!chat.placing.isBusy('r', 'in'));
});

test('an answer that was lost is asked for once more, and what is busy after a while', async () => {
  const { house, tab, chat } = await visitor();
  const refusals = [refusal('busy', 3), refusal('timeout')];
  tab.line.refuses = (address) => (address === 'chat.join' && refusals.shift()) || null;
  const joined = chat.join('r');
  await clock.pass(2_900);
  assert.equal(refusals.length, 1);
  await clock.pass(3_000);
  assert.equal(await joined, true);
  assert.ok(house.joined.has('me'));
});

test('what stays is told, and stands where it can be tried again', async () => {
  const { tab, chat } = await visitor();
  tab.loses();
  const joined = chat.join('r');
  await clock.pass(31_000);
  assert.equal(await joined, false);
  assert.equal(chat.placing.problem('r').code, 'offline');
  assert.equal(chat.notices.current.problem.code, 'offline');
  chat.notices.dismiss();
  const again = chat.join('r');
  assert.equal(chat.placing.problem('r'), null);
  await settled();
  await tab.connects();
  assert.equal(await again, true);
});

test('that there was no line is said no longer when there is one', async () => {
  const { tab, chat } = await visitor();
  tab.loses();
  const joined = chat.join('r');
  await clock.pass(31_000);
  assert.equal(await joined, false);
  await tab.connects();
  assert.equal(chat.placing.problem('r'), null);
  assert.ok(!chat.room.joined);
});

test('a refusal is not tried again', async () => {
  const { tab, chat } = await visitor();
  tab.line.refuses = (address) => (address === 'chat.join' ? 'room_archived' : null);
  assert.equal(await chat.join('r'), false);
  assert.equal(chat.placing.problem('r').code, 'room_archived');
});

test('the last wish counts', async () => {
  const { house, tab, chat } = await visitor();
  tab.loses();
  const [joined, left] = [chat.join('r'), chat.leave('r')];
  await settled();
  await tab.connects();
  assert.deepEqual([await joined, await left], [false, true]);
  assert.ok(!house.joined.has('me'));
  assert.equal(chat.notices.current, null);
});

test('who has left a private room and was not told so is told that it is not there, and has left', async () => {
  const house = new House().fill(3);
  house.kind = 'private';
  house.joined.add('me');
  const { tab, chat } = await visitor(house);
  tab.line.refuses = (address) => (address === 'chat.leave' ? (house.answer('me', 'chat.leave', { room: 'r' }), refusal('lost')) : null);
  const left = chat.leave('r');
  await settled();
  tab.line.refuses = (address) => (address === 'chat.leave' ? 'room_not_found' : null);
  chat.placing.begin();
  assert.equal(await left, true);
  assert.equal(chat.room, undefined);
});

test('nothing is wanted of who is somebody else by now', async () => {
  const { tab, chat } = await visitor();
  tab.loses();
  const joined = chat.join('r');
  chat.forget();
  assert.equal(await joined, false);
  assert.equal(chat.notices.current, null);
});

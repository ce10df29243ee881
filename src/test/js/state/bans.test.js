import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, later, refusal } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const jun = { id: 'jun', name: 'jun' };

/** A public room, which is mine with this role. */
async function publicRoom(role = 'owner') {
  const house = new House().fill(2);
  house.joined.add('me').add('jun');
  house.roles.set('me', role);
  const tab = await new Tab(house, 'me').comes();
  const { chat } = tab;
  return { house, tab, chat, list: () => chat.bans.all.map(({ user, by }) => `${user.id} by ${by.id}`) };
}

test('who is banned is a member no longer, and in the list, until the ban is lifted', async () => {
  const { house, tab, chat, list } = await publicRoom();
  await chat.members.look('r');
  await chat.bans.look('r');
  await chat.members.ban(jun);
  tab.hears();
  assert.deepEqual([chat.members.has('jun'), list()], [false, ['jun by me']]);
  await chat.bans.look('r');
  assert.deepEqual(list(), ['jun by me'], 'as the server has it');
  await chat.bans.lift(jun);
  assert.deepEqual(list(), []);
  tab.hears();
  assert.deepEqual([chat.members.has('jun'), list()], [false, []], 'and has to join again');
  assert.deepEqual(house.log.slice(2).map(({ type, whom }) => [type, whom.id]), [['ban', 'jun'], ['unban', 'jun']]);
});

test('what others do meanwhile counts, also while the list is on its way', async () => {
  const { house, tab, chat, list } = await publicRoom();
  const slow = (tab.line.held = later());
  const looked = chat.bans.look('r');
  await settled();
  house.note('ada', 'ban', 'jun');
  tab.hears();
  slow.give();
  await looked;
  assert.deepEqual(list(), ['jun by ada']);
  tab.line.refuses = (address) => address === 'chat.unban' && 'not_permitted';
  await assert.rejects(chat.bans.lift(jun), { code: 'not_permitted' });
  assert.deepEqual(list(), ['jun by ada']);
  chat.bans.forget();
  assert.deepEqual([chat.bans.room, list()], ['', []]);
});

test('who is banned from a public room sees that it is so and nothing of it, and sees it again when that is over', async () => {
  const { house, tab, chat } = await publicRoom('member');
  house.note('jun', 'ban', 'me');
  chat.writing.post('unsent');
  await settled();
  chat.refused('room.r', refusal('banned'));
  await settled();
  assert.deepEqual([chat.room, chat.rooms.lost('r'), chat.rooms.isBanned('r'), chat.notices.current.unsent], [undefined, 'Room', true, ['unsent']]);
  await chat.rooms.refresh();
  assert.deepEqual([chat.room, chat.rooms.isBanned('r')], [undefined, true], 'the server says so as well');
  chat.rooms.meet({ ...house.room('me') });
  chat.refused('room.r', refusal('banned'));
  assert.deepEqual([chat.room, chat.notices.current.problem], [undefined, undefined], 'the place says it already');
  house.note('jun', 'unban', 'me');
  await chat.rooms.refresh();
  await settled();
  tab.hears();
  assert.deepEqual([chat.room.joined, chat.rooms.lost('r'), chat.rooms.isBanned('r'), chat.messages.length], [false, undefined, false, 2]);
});

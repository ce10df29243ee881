import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, later } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** A private room of mine, with Jun in it. */
async function privateRoom() {
  const house = new House();
  house.kind = 'private';
  house.joined.add('me').add('jun');
  house.roles.set('me', 'owner');
  const tab = await new Tab(house, 'me').comes();
  const { chat } = tab;
  return { house, tab, chat, list: () => chat.members.all.map(({ user, role }) => `${user.id} ${role}`) };
}

test('who is invited, removed or gets a role is so at once, and once', async () => {
  const { house, tab, chat, list } = await privateRoom();
  await chat.members.look('r');
  assert.deepEqual(list(), ['jun member', 'me owner']);
  await chat.members.invite([{ id: 'tom', name: 'tom' }]);
  await chat.members.give({ id: 'jun', name: 'jun' }, 'moderator');
  assert.deepEqual(list(), ['jun moderator', 'me owner', 'tom member']);
  await chat.members.remove({ id: 'tom', name: 'tom' });
  tab.hears();
  assert.deepEqual(list(), ['jun moderator', 'me owner']);
  assert.deepEqual(house.log.map(({ type, whom, text }) => [type, whom.id, text]), [['invite', 'tom', 'member'], ['role', 'jun', 'moderator'], ['remove', 'tom', '']]);
});

test('what others do meanwhile counts, also while the list is on its way', async () => {
  const { house, tab, chat, list } = await privateRoom();
  const slow = (tab.line.held = later());
  const looked = chat.members.look('r');
  await settled();
  house.note('jun', 'invite', 'ada');
  tab.hears();
  slow.give();
  await looked;
  assert.deepEqual(list(), ['jun member', 'me owner', 'ada member']);
  house.note('jun', 'leave');
  tab.hears();
  assert.deepEqual(list(), ['me owner', 'ada member']);
});

test('a long list comes in pages', async () => {
  const { house, chat } = await privateRoom();
  for (let i = 0; i < 998; i++) house.joined.add(`u${String(i).padStart(4, '0')}`);
  await chat.members.look('r');
  assert.equal(chat.members.all.length, 1_000);
  assert.deepEqual(house.asked.filter(({ address }) => address === 'chat.members').map(({ body }) => body.after), [undefined, 'u0497', 'u0997']);
});

test('a list that could not be loaded says why, and one of another room is not mixed with it', async () => {
  const { tab, chat } = await privateRoom();
  tab.line.refuses = (address) => address === 'chat.members' && 'busy';
  await chat.members.look('r');
  assert.deepEqual([chat.members.isKnown, chat.members.problem.code], [false, 'busy']);
  tab.line.refuses = () => null;
  const first = chat.members.look('r');
  chat.members.look('');
  await first;
  assert.deepEqual([chat.members.isKnown, chat.members.all], [false, []]);
});

test('what one may not do is refused, and nothing changes', async () => {
  const { tab, chat, list } = await privateRoom();
  await chat.members.look('r');
  tab.line.refuses = (address) => address === 'chat.remove' && 'last_owner';
  await assert.rejects(chat.members.remove({ id: 'me', name: 'me' }), { code: 'last_owner' });
  assert.deepEqual(list(), ['jun member', 'me owner']);
});

test('people go into the room that they were invited to, whatever one looks at when they are in', async () => {
  const { house, tab, chat, list } = await privateRoom();
  const [ada, tom] = ['ada', 'tom'].map((id) => ({ id, name: id }));
  await chat.members.look('r');
  for (const next of ['', 'd-me']) {
    chat.members.look('r');
    const [slow, told] = [later(), []];
    tab.line.held = slow;
    const invited = chat.members.invite([ada, tom], ({ id }) => told.push(id));
    tab.line.held = null;
    chat.members.look(next);
    await settled();
    const shown = list();
    slow.give();
    await invited;
    assert.deepEqual(house.asked.splice(0).filter(({ address }) => address === 'chat.invite').map(({ body }) => [body.room, body.user]), [['r', 'ada'], ['r', 'tom']]);
    assert.deepEqual([list(), told], [shown, []], 'the list that is shown is of another room');
  }
});

test('who is removed or gets a role while one turns to another room is not in the list of that', async () => {
  const { tab, chat, list } = await privateRoom();
  const jun = { id: 'jun', name: 'jun' };
  for (const act of [() => chat.members.give(jun, 'moderator'), () => chat.members.remove(jun)]) {
    await chat.members.look('r');
    const slow = (tab.line.held = later());
    const done = act();
    tab.line.held = null;
    await chat.members.look('d-me');
    const shown = list();
    slow.give();
    await done;
    assert.deepEqual(list(), shown);
  }
});

test('the members, links into a room and a question are of one room: they close when another one opens, or another person signs in', async () => {
  const question = { title: () => '', text: () => '', label: () => '', act: () => {} };
  const ways = [(chat) => chat.open('other'), (chat) => chat.open(''), (chat) => chat.forget()];
  for (const way of ways) {
    const { tab, chat } = await privateRoom();
    Object.assign(tab.door, { invitations: async () => ({ invitations: [] }) });
    await chat.members.look('r');
    chat.layout.show({ dialog: 'members', question });
    chat.open('r', 0, 1);
    assert.equal(chat.layout.dialog, 'members', 'a thread is in the same room');
    way(chat);
    assert.deepEqual([chat.layout.dialog, chat.layout.question, chat.members.room], ['', null, ''], String(way));
    chat.layout.show({ dialog: 'keys' });
    way(chat);
    assert.equal(chat.layout.dialog, 'keys', 'what is of no room stays');
    for (const room of [{ id: 'r', name: 'Room' }, null]) {
      await chat.open('r');
      chat.layout.show({ dialog: 'links' });
      await chat.invitations.look(room);
      way(chat);
      assert.deepEqual([chat.layout.dialog, chat.invitations.room], [room || way === ways[2] ? '' : 'links', null]);
    }
  }
});

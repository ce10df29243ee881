import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { mayPost, mayReact } from '#page/state/rights.js';
import { Clock } from '../support/clock.js';
import { House, later, refusal } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** A private room of Jun's, which one is in. */
async function privateRoom() {
  const house = new House().fill(3);
  house.kind = 'private';
  house.joined.add('me');
  house.roles.set('jun', 'owner');
  const browser = new Browser();
  const tab = await new Tab(house, 'me', browser).comes();
  return { house, tab, browser, chat: tab.chat };
}

const gone = refusal('room_not_found');

test('who is removed while the room is open is told so, and the room leaves the list', async () => {
  const { house, chat } = await privateRoom();
  chat.writing.write('half a thought');
  chat.layout.show({ dialog: 'members' });
  house.note('jun', 'remove', 'me');
  chat.refused('room.r', gone);
  assert.deepEqual([chat.room, chat.rooms.lost('r'), chat.layout.dialog, chat.notices.current], [undefined, 'Room', '', null]);
  assert.equal(chat.drafts.text('r'), 'half a thought', 'kept with the room that it was for');
  chat.writing.write('typed before the page was drawn anew');
  assert.equal(chat.writing.post('sent before the page was drawn anew'), false);
  await clock.pass(1_000);
  assert.deepEqual(house.asked.filter(({ address }) => address === 'chat.post'), []);
});

test('who is invited again is in the open room at once', async () => {
  const { house, tab, chat } = await privateRoom();
  house.note('jun', 'remove', 'me');
  chat.refused('room.r', gone);
  house.note('jun', 'invite', 'me');
  house.post('jun', 'welcome back');
  chat.deliver('chat.rooms', { changed: true });
  await clock.pass(1_500);
  await settled();
  assert.equal(chat.rooms.lost('r'), undefined);
  assert.equal(tab.shown.at(-1), 'welcome back');
});

test('the event, the refusal and the list each say that one is out', async () => {
  const ways = [
    ({ tab }) => tab.hears(),
    ({ chat }) => chat.refused('room.r', gone),
    ({ chat }) => chat.rooms.refresh(),
  ];
  for (const way of ways) {
    const { house, tab, chat } = await privateRoom();
    house.note('jun', 'remove', 'me');
    await way({ tab, chat });
    assert.deepEqual([chat.room, chat.rooms.lost('r'), chat.rooms.sections().mine], [undefined, 'Room', []], String(way));
  }
});

test('a list that was asked for before does not bring the room back', async () => {
  const { house, tab, chat } = await privateRoom();
  const slow = (tab.line.held = later());
  const refresh = chat.rooms.refresh();
  await settled();
  house.note('jun', 'remove', 'me');
  tab.hears();
  slow.give();
  await refresh;
  assert.equal(chat.room, undefined);
});

test('who leaves a private room sees it no more, in all tabs', async () => {
  const { house, browser, chat } = await privateRoom();
  const other = await new Tab(house, 'me', browser).comes();
  assert.equal(await chat.leave('r'), true);
  assert.deepEqual([chat.rooms.get('r'), other.chat.rooms.get('r')], [undefined, undefined]);
  assert.equal(other.chat.rooms.lost('r'), 'Room');
});

test('a public room that is refused stays in the list', async () => {
  const { chat } = await new Tab(new House().fill(1), 'me').comes();
  chat.refused('room.r', gone);
  assert.equal(chat.room.id, 'r');
  assert.equal(chat.notices.current.problem.code, 'room_not_found');
});

test('one is what one was made, also where the list is older', async () => {
  const { house, tab, chat } = await privateRoom();
  assert.equal(chat.room.role, 'member');
  const slow = (tab.line.held = later());
  const refresh = chat.rooms.refresh();
  await settled();
  house.note('jun', 'role', 'me', 'reader');
  tab.hears();
  assert.equal(chat.room.role, 'reader');
  slow.give();
  await refresh;
  assert.equal(chat.room.role, 'reader');
});

test('an event of a type that the page does not know is skipped, and what follows it is there', async () => {
  const { house, tab, chat } = await privateRoom();
  chat.reading.look({ visible: false });
  const known = () => [chat.messages, chat.timeline.notes, chat.rooms.unread(chat.room), chat.room.role, chat.notices.current];
  const before = known();
  house.log.push({ seq: house.head + 1, type: 'sparkle', id: 'later', user: { id: 'jun', name: 'jun' }, ref: 1, thread: 1, whom: { id: 'me', name: 'me' }, text: 'owner', at: new Date(9).toISOString() });
  tab.hears();
  assert.deepEqual([known(), chat.timeline.cursor], [before, 4]);
  house.post('jun', 'after it');
  tab.hears();
  assert.deepEqual([tab.shown.at(-1), chat.rooms.unread(chat.room), chat.timeline.cursor], ['after it', before[2] + 1, 5]);
});

test('who has left a public room as a reader still only reads there, on all devices', async () => {
  const house = new House().fill(3);
  house.joined.add('me');
  const [here, elsewhere] = [await new Tab(house, 'me').comes(), await new Tab(house, 'me').comes()];
  house.note('jun', 'role', 'me', 'reader');
  for (const tab of [here, elsewhere]) tab.hears();
  assert.equal(await here.chat.leave('r'), true);
  elsewhere.chat.deliver('chat.me', house.own('me', elsewhere.chat.rooms.state));
  const later = await new Tab(house, 'me').comes();
  for (const { chat } of [here, elsewhere, later]) {
    assert.deepEqual([chat.room.joined, mayPost(chat.room), mayReact(chat.room)], [false, false, false]);
    chat.writing.write('in vain');
  }
  assert.equal(house.asked.some(({ address }) => address === 'chat.typing'), false);
  await here.chat.join('r');
  assert.deepEqual([here.chat.room.joined, here.chat.room.role], [true, 'reader']);
});

test('who came, went or became something is in the timeline, and is nothing unread', async () => {
  const { house, tab, chat } = await privateRoom();
  chat.reading.look({ visible: false });
  chat.rooms.markRead('r', 3);
  house.note('jun', 'invite', 'tom');
  tab.hears();
  house.note('tom', 'leave');
  tab.hears();
  assert.deepEqual(chat.timeline.notes.map(({ type }) => type), ['invite', 'leave']);
  assert.equal(chat.rooms.unread(chat.room), 0);
  const later = await new Tab(house, 'me').comes();
  assert.deepEqual(later.chat.timeline.notes.map(({ type }) => type), ['invite', 'leave'], 'also for who comes later');
});

test('a direct conversation is called as its people are, whoever of them goes and whatever the language', async () => {
  const tab = await new Tab(new House(), 'me').comes();
  const { rooms, settings } = tab.chat;
  await rooms.direct(['tom', 'jun']);
  const name = () => rooms.sections().direct[0].name;
  assert.equal(name(), 'jun, tom');
  tab.named = ({ id }) => (id === 'jun' ? 'deleted account' : id);
  tab.chat.cards.changed();
  assert.equal(name(), 'deleted account, tom');
  tab.named = ({ id, name }) => (id === 'jun' ? '탈퇴한 사용자' : name);
  settings.choose({ language: 'ko' });
  assert.equal(name(), '탈퇴한 사용자, tom');
  await rooms.refresh();
  assert.equal(name(), '탈퇴한 사용자, tom');
  tab.chat.cards.put({ user: { id: 'tom', name: 'Tommy' } });
  assert.equal(name(), '탈퇴한 사용자, Tommy', 'that somebody was renamed is told by their card');
  await rooms.refresh();
  assert.equal(name(), '탈퇴한 사용자, Tommy');
});

test('a direct conversation is found again, stands apart, and is there in all tabs', async () => {
  const [house, browser] = [new House().fill(1), new Browser()];
  const [{ chat }, other] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  const room = await chat.rooms.direct(['jun']);
  assert.deepEqual([room.name, (await chat.rooms.direct(['jun'])).id], ['jun', room.id]);
  await chat.rooms.direct(['tom', 'jun']);
  for (const { rooms } of [chat, other.chat]) {
    assert.deepEqual(rooms.sections().direct.map(({ name }) => name), ['jun', 'jun, tom']);
    assert.deepEqual([rooms.sections().mine, rooms.sections('tom').direct.length], [[], 1]);
  }
});

test('what is said in a new conversation before one listens is unread, too', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  const { chat, line } = tab;
  await house.answer('jun', 'chat.direct', { users: ['me'] });
  await chat.rooms.refresh();
  const { id } = chat.rooms.sections().direct[0];
  await chat.open(id);
  const { headers } = line.listened.find(({ address }) => address === `room.${id}`);
  assert.deepEqual(headers, { after: 0 });
  const psst = { seq: 1, type: 'message', id: 'psst', user: { id: 'jun', name: 'jun' }, text: 'Psst', at: new Date(0).toISOString() };
  chat.deliver(`room.${id}`, { epoch: house.epoch, head: 1, events: [psst] });
  assert.equal(chat.rooms.unread(chat.rooms.get(id)), 1);
});

test('a room is made public unless one wants it private', async () => {
  const house = new House();
  const { chat } = await new Tab(house, 'me').comes();
  house.answer = (user, address, body) => (house.asked.push({ address, body, as: user }), { room: { ...house.room('me'), id: body.id } });
  await chat.rooms.create('Plans', '', 'one');
  await chat.rooms.create('Secrets', '', 'two', 'private');
  assert.deepEqual(house.asked.slice(-2).map(({ body }) => body.kind), [undefined, 'private']);
});

test('who may only read types nothing, also who has just become so', async () => {
  const { house, tab, chat } = await privateRoom();
  const told = () => house.asked.filter(({ address }) => address === 'chat.typing').map(({ body }) => body.typing);
  chat.writing.write('a member writes');
  await settled();
  house.note('jun', 'role', 'me', 'reader');
  tab.hears();
  await clock.pass(5_000);
  chat.writing.write('a member writes on');
  await chat.open('');
  await settled();
  assert.deepEqual(told(), [true]);
  assert.equal(chat.drafts.text('r'), 'a member writes on', 'kept for when they may again');
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, refusal } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const offered = ({ calling }) => calling.offers.map(({ name }) => name).join(' ');
const write = (chat, text) => chat.calling.write('r', text, text.length);

test('who has written here is offered at once, who is found elsewhere after a while, and then the message says whom it calls', async () => {
  const house = new House().fill(2);
  const tab = await new Tab(house, 'me').comes();
  const { chat } = tab;
  write(chat, '@');
  assert.equal(offered(chat), 'jun all here');
  write(chat, '@to');
  assert.equal(offered(chat), '');
  await clock.pass(300);
  assert.equal(offered(chat), 'tom');
  const { text, caret } = chat.calling.choose('@to');
  assert.deepEqual([text, caret], ['@tom ', 5]);
  assert.equal(offered(chat), '');
  write(chat, '@tom hello, @jun and @nobody');
  chat.writing.post('@tom hello, @jun and @nobody');
  await settled();
  assert.deepEqual(house.asked.findLast(({ address }) => address === 'chat.post').body.mentions,
    [{ user: 'tom', from: 0, to: 4 }, { user: 'jun', from: 12, to: 16 }]);
  assert.deepEqual(chat.calling.chosen('r', '@tom'), [], 'nothing of it is left for the next one');
});

test('who is too quick is offered people a moment later, unless they want nobody any more', async () => {
  const tab = await new Tab(new House().fill(2), 'me').comes();
  const { chat } = tab;
  const isRefusedAt = async (text) => {
    tab.line.refuses = (address) => address === 'chat.people' && refusal('rate_limited', 2);
    write(chat, text);
    await clock.pass(300);
    tab.line.refuses = () => null;
  };
  const asked = () => tab.house.asked.filter(({ address }) => address === 'chat.people').length;
  await isRefusedAt('@to');
  assert.equal(offered(chat), '');
  await clock.pass(2_000);
  assert.deepEqual([offered(chat), asked()], ['tom', 1]);
  await isRefusedAt('@ad');
  chat.calling.end();
  await clock.pass(2_000);
  assert.deepEqual([offered(chat), asked()], ['', 1]);
});

test('somebody is called at the end of what stands there', async () => {
  const { chat } = await new Tab(new House().fill(2), 'me').comes();
  assert.equal(chat.calling.call('r', 'hello', { id: 'tom', name: 'tom' }), 'hello @tom ');
  assert.deepEqual(chat.calling.chosen('r', 'hello @tom ').map(({ user, from, to }) => [user.id, from, to]), [['tom', 6, 10]]);
  assert.equal(chat.calling.call('r', '', { id: 'jun', name: 'jun' }), '@jun ');
});

test('an edit that only chooses somebody else of the same name is one', async () => {
  const { chat } = await new Tab(new House().fill(2), 'me').comes();
  const called = (id) => ({ user: { id, name: 'tom' }, from: 0, to: 4 });
  const place = 'r/edit/1';
  chat.calling.begin(place, '@tom hello', [called('tom')]);
  assert.ok(chat.calling.isAsBegun(place, '@tom hello '));
  assert.equal(chat.calling.isAsBegun(place, '@tom hallo'), false);
  chat.calling.write(place, '@to hello', 3);
  const { text } = chat.calling.choose('@to hello', { key: 'other', name: 'tom', user: { id: 'other', name: 'tom' }, here: false });
  assert.equal(text, '@tom hello');
  assert.equal(chat.calling.isAsBegun(place, text), false);
  assert.deepEqual(chat.calling.finished(place, text).mentions.map(({ user }) => user.id), ['other']);
});

test('what was declined is not offered again until one writes on', async () => {
  const { chat } = await new Tab(new House().fill(2), 'me').comes();
  write(chat, '@j');
  chat.calling.end();
  chat.calling.look('r', '@j', 2);
  assert.equal(offered(chat), '');
  write(chat, '@ju');
  assert.equal(offered(chat), 'jun');
});

test('where only some may know of the room, only they are asked for', async () => {
  const house = new House().fill(1);
  house.kind = 'private';
  house.joined.add('me').add('ada');
  const { chat } = await new Tab(house, 'me').comes();
  write(chat, '@a');
  await clock.pass(300);
  assert.equal(offered(chat), 'ada all');
  assert.ok(house.asked.every(({ address }) => address !== 'chat.people'));
});

/** A private room of mine, with Ada in it, of which I have asked once who is there. */
async function privateRoom() {
  const house = new House().fill(1);
  house.kind = 'private';
  house.joined.add('me').add('ada');
  const tab = await new Tab(house, 'me').comes();
  const { chat } = tab;
  const offersAt = async (typed) => {
    write(chat, typed);
    await clock.pass(300);
    return offered(chat);
  };
  const asked = () => house.asked.filter(({ address }) => address === 'chat.members').length;
  assert.equal(await offersAt('@ad'), 'ada');
  return { house, tab, chat, offersAt, asked };
}

test('who comes where only some may, or is removed, may be called or not from then on, and nobody asks again', async () => {
  const { house, tab, offersAt, asked } = await privateRoom();
  house.note('ada', 'invite', 'tom');
  house.note('ada', 'remove', 'jun');
  tab.hears();
  assert.deepEqual([await offersAt('@to'), await offersAt('@ju'), asked()], ['tom', '', 1], 'who has written, too');
});

test('who comes or goes while one chooses changes nothing of whom one means', async () => {
  const { house, tab, chat, offersAt } = await privateRoom();
  const hears = (type, user) => (house.note('jun', type, user), tab.hears());
  hears('invite', 'adz');
  assert.equal(await offersAt('@ad'), 'ada adz');
  chat.calling.move(1);
  hears('invite', 'adam');
  hears('remove', 'ada');
  assert.deepEqual([offered(chat), chat.calling.offers[chat.calling.active].name], ['adz adam', 'adz']);
  hears('remove', 'adz');
  assert.equal(chat.calling.choose('@ad').text, '@adam ');
});

test('somebody is called by the name of now', async () => {
  const { house, chat, offersAt, asked } = await privateRoom();
  chat.deliver('chat.cards', { state: '1' });
  house.names.set('ada', 'Quentin').set('jun', 'Rosa');
  chat.deliver('chat.cards', { state: '2', users: ['ada', 'jun'] });
  await settled();
  assert.deepEqual([await offersAt('@qu'), await offersAt('@ad'), await offersAt('@ro'), asked()], ['Quentin', '', 'Rosa', 1]);
  assert.deepEqual(chat.calling.finished('r', '@Quentin and @ada').mentions.map(({ user }) => user.id), ['ada']);
});

test('all members of a large room may be called', async () => {
  const { house, tab, offersAt } = await privateRoom();
  for (let i = 0; i < 900; i++) house.joined.add(`u${i}`);
  house.joined.add('zoe');
  // Nobody heard of them one by one.
  tab.loses();
  await tab.connects();
  assert.equal(await offersAt('@zo'), 'zoe');
});

test('who came where nobody listened is asked for anew, also after it was in vain', async () => {
  const { house, tab, chat, offersAt, asked } = await privateRoom();
  await chat.open('');
  house.note('ada', 'invite', 'tom');
  await chat.open('r');
  tab.line.refuses = (address) => address === 'chat.members' && 'busy';
  assert.equal(await offersAt('@to'), '');
  tab.line.refuses = () => null;
  assert.deepEqual([await offersAt('@tom'), asked()], ['tom', 2]);
});

test('mentions are counted like unread messages, and an edit adds and takes away', async () => {
  const house = new House().fill(1);
  house.joined.add('me');
  house.read = 1;
  const tab = await new Tab(house, 'me').comes();
  const { chat } = tab;
  chat.reading.look({ visible: false });
  const mentions = () => chat.rooms.mentions(chat.room);
  const me = { user: { id: 'me', name: 'me' }, from: 0, to: 3 };
  const hears = (type, calls, ref) => {
    if (type === 'message') house.post('jun', '@me');
    else house.change('jun', type, ref, type === 'edit' ? '@me' : '');
    if (calls) house.log.at(-1).mentions = [calls];
    tab.hears();
  };
  hears('message', me);
  hears('message', { group: 'all', from: 0, to: 3 });
  hears('message', { user: { id: 'tom', name: 'tom' }, from: 0, to: 3 });
  assert.equal(mentions(), 2);
  hears('edit', me, 4);
  assert.equal(mentions(), 3);
  hears('edit', null, 2);
  assert.equal(mentions(), 2);
  hears('delete', null, 3);
  assert.equal(mentions(), 1);
  chat.rooms.markRead('r', house.head);
  assert.equal(mentions(), 0);
});

test('who goes away while it is asked who may be meant is asked nothing any more', async () => {
  const { chat } = await new Tab(new House().fill(2), 'me').comes();
  write(chat, '@to');
  await chat.open('');
  await clock.pass(300);
  assert.equal(offered(chat), '');
});

test('who has deleted their account is not offered', async () => {
  const house = new House().fill(2);
  for (const event of house.log) event.user.name = 'deleted account';
  const { chat } = await new Tab(house, 'me').comes();
  write(chat, '@');
  assert.equal(offered(chat), 'all here');
});

test('who is banned is not offered, nor who is out of a room that not everybody may come to', async () => {
  const [open, closed] = ['public', 'private'].map((kind) => Object.assign(new House().fill(2), { kind }));
  for (const house of [open, closed]) house.joined.add('me').add('jun');
  const told = async (house, type) => (house.note('ada', type, 'jun'), settled());
  const people = ({ calling }) => calling.offers.filter(({ group }) => !group).map(({ name }) => name).join(' ');
  for (const [house, type, expected] of [[open, 'ban', ''], [open, 'unban', 'jun'], [open, 'remove', 'jun'], [closed, 'remove', ''], [closed, 'invite', 'jun'], [closed, 'ban', ''], [closed, 'unban', '']]) {
    await told(house, type);
    const { chat } = await new Tab(house, 'me').comes();
    write(chat, '@');
    assert.equal(people(chat), expected, `${house.kind} ${type}`);
  }
});

test('whom a draft calls is kept beside it over a reload, by id, and goes with it', async () => {
  const [house, browser] = [new House().fill(2), new Browser()];
  const first = await new Tab(house, 'me', browser).comes();
  // Somebody who is called otherwise than what stands there by now, or as somebody else is.
  first.chat.writing.write(first.chat.calling.call('r', 'hello', { id: 'tom', name: 'Thomas' }));
  first.dies();
  const second = await new Tab(house, 'me', browser).comes();
  assert.equal(second.chat.drafts.text('r'), 'hello @Thomas ');
  second.chat.writing.write('well, hello @Thomas ');
  second.chat.writing.post('well, hello @Thomas ');
  await settled();
  assert.deepEqual(house.asked.findLast(({ address }) => address === 'chat.post').body.mentions, [{ user: 'tom', from: 12, to: 19 }]);
  second.dies();
  const third = await new Tab(house, 'me', browser).comes();
  assert.deepEqual(third.chat.calling.chosen('r', 'well, hello @Thomas'), []);
  assert.equal(browser.area.getItem('dochat.calling.me'), '{}');
});

test('who may not call all is told before it is sent, in the room, in a thread and in the one word of each language', async () => {
  const house = new House().fill(2);
  for (let i = 0; i < 40; i++) house.joined.add(`p${i}`);
  const { chat } = await new Tab(house, 'me').comes();
  await chat.rooms.join('r');
  const inVain = (text, place = 'r') => chat.calling.callsInVain(place, text);
  assert.deepEqual(['@all lunch', 'lunch, @here?', '(@all)', '@ALL'].map((text) => inVain(text)), ['all', 'here', 'all', 'all']);
  assert.equal(inVain('@all', 'r/1'), 'all');
  assert.deepEqual(['', 'all', 'me@all.kr', '@allison', '@jun'].map((text) => inVain(text)), ['', '', '', '', '']);
  house.roles.set('me', 'moderator');
  await chat.rooms.refresh();
  assert.equal(inVain('@all'), '');
});

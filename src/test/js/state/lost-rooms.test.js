import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, refusal } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** A private room of Jun's, in which one answers a message, here and in its thread. */
async function privateRoom() {
  const house = new House().fill(3);
  house.kind = 'private';
  house.joined.add('me');
  const browser = new Browser();
  const tab = await new Tab(house, 'me', browser).comes();
  const { chat } = tab;
  chat.writing.answer(chat.messages[0]);
  chat.writing.answer(chat.messages[0], 'r/1');
  const remove = async () => {
    house.note('jun', 'remove', 'me');
    chat.refused('room.r', refusal('room_not_found'));
    await settled();
  };
  return { house, browser, tab, chat, remove };
}

/** What this browser keeps of messages, and its disk of posts. */
const kept = ({ area, disk }) => [JSON.parse(area.getItem('dochat.answering.me') ?? '{}'), disk.posts.size];

test('nothing that others wrote stays with what is unfinished in a room that is lost', async () => {
  const { browser, chat, remove } = await privateRoom();
  assert.deepEqual(Object.keys(kept(browser)[0]), ['r', 'r/1']);
  await remove();
  assert.deepEqual([kept(browser), chat.answering.in('r'), chat.notices.current], [[{}, 0], null, null]);
});

test('that one has left a room or its thread, or has lost the room, or is nobody any more, is told once', async () => {
  const { house, chat, remove } = await privateRoom();
  const told = [];
  chat.departures.watch(({ thread }) => told.push(thread));
  await chat.open('r', 0, 1);
  await chat.open('r');
  assert.deepEqual(told.splice(0), [1], 'a thread');
  await chat.open('');
  assert.deepEqual(told.splice(0), [0], 'to the list');
  await chat.open('r');
  told.splice(0);
  await remove();
  assert.deepEqual(told.splice(0), [0], 'lost');
  await chat.rooms.refresh();
  assert.deepEqual(told.splice(0), [], 'whatever becomes of other rooms');
  house.note('jun', 'invite', 'me');
  await chat.rooms.refresh();
  assert.equal(chat.room.id, 'r');
  chat.forget();
  assert.deepEqual(told.splice(0), [0]);
});

test('nobody makes links into a room that is lost; those into the chat alone have nothing to do with it', async () => {
  for (const room of [{ id: 'r', name: 'Room' }, null]) {
    const { tab, chat, remove } = await privateRoom();
    Object.assign(tab.door, { invitations: async () => ({ invitations: [] }) });
    chat.layout.show({ dialog: 'links' });
    await chat.invitations.look(room);
    await remove();
    assert.deepEqual([chat.layout.dialog, chat.invitations.room], [room ? '' : 'links', null]);
  }
});

test('what was not sent in a room that is lost goes, and its writer is told what it was, in one tab', async () => {
  const { house, browser, tab, chat, remove } = await privateRoom();
  const other = await new Tab(house, 'me', browser).comes();
  tab.line.refuses = (address) => address === 'chat.post' && 'message_too_long';
  chat.writing.post('refused before');
  await settled();
  tab.line.refuses = () => null;
  house.note('jun', 'remove', 'me');
  for (const text of ['one', 'two']) chat.writing.post(text);
  await settled();
  assert.deepEqual(chat.outbox.unsent.map(({ code }) => code), ['message_too_long', 'room_not_found', 'room_not_found'], 'as long as the room is there to show them');
  await remove();
  assert.deepEqual([chat.notices.current.unsent, other.chat.notices.current], [['refused before', 'one', 'two'], null]);
  assert.deepEqual([chat.outbox.posts, other.chat.outbox.posts, kept(browser)], [[], [], [{}, 0]]);
  await clock.pass(60_000);
  await chat.open('other');
  assert.equal(chat.notices.current.unsent.length, 3, 'until its writer has done with it');
  chat.forget();
  assert.equal(chat.notices.current, null, 'nobody else sees it');
});

test('what waited while one was away goes as soon as it is refused, and all of it is told', async () => {
  const { house, browser, tab, chat } = await privateRoom();
  tab.loses();
  for (const text of ['one', 'two']) chat.writing.post(text);
  await settled();
  tab.dies();
  house.note('jun', 'remove', 'me');
  const later = await new Tab(house, 'me', browser).comes();
  await clock.pass(10_000);
  assert.deepEqual(later.chat.notices.current.unsent, ['one', 'two']);
  assert.deepEqual([later.chat.outbox.posts, kept(browser)], [[], [{}, 0]]);
});

test('what is refused after the room was lost goes in all tabs, and the one that sent it tells', async () => {
  const { house, browser, tab, chat, remove } = await privateRoom();
  const other = await new Tab(house, 'me', browser).comes();
  tab.line.refuses = (address) => address === 'chat.post' && 'busy';
  chat.writing.post('late');
  await remove();
  await other.chat.rooms.refresh();
  assert.deepEqual([chat, other.chat].map(({ outbox }) => outbox.unsent.length), [1, 1]);
  browser.street.tab().tell('outbox', { user: 'me', put: { ...chat.outbox.posts[0], id: 'x', state: 'failed' } });
  await settled();
  assert.deepEqual([chat, other.chat].map(({ notices }) => notices.current), [null, null], 'another tab has it, and tells');
  browser.street.tab().tell('outbox', { user: 'me', gone: ['x'] });
  tab.line.refuses = () => null;
  await clock.pass(3_000);
  assert.deepEqual([chat, other.chat].map(({ outbox, notices }) => [outbox.posts, notices.current?.unsent]), [[[], ['late']], [[], undefined]]);
  assert.deepEqual(kept(browser), [{}, 0]);
});

test('what was written in an edit that is refused is told where the room is lost, whichever comes first', async () => {
  for (const code of ['message_too_long', 'busy']) {
    const { house, tab, chat, remove } = await privateRoom();
    house.post('me', 'mine');
    tab.hears();
    tab.line.refuses = (address) => ['chat.edit', 'chat.react'].includes(address) && code;
    chat.changing.toggle('r', chat.messages[0], '👍');
    chat.changing.save('r', 4, 'better');
    await settled();
    await remove();
    tab.line.refuses = () => null;
    await clock.pass(3_000);
    assert.deepEqual([chat.notices.current?.unsent, code], [['better'], code]);
    house.joined.add('me');
    await chat.rooms.refresh();
    await settled();
    tab.hears();
    assert.deepEqual(chat.messages.filter(({ refused, unsettled }) => refused || unsettled), [], 'and nowhere else');
  }
});

test('so is what is being written in an edit', async () => {
  const { house, tab, chat, remove } = await privateRoom();
  house.post('me', 'mine');
  tab.hears();
  chat.changing.edit('r', 4);
  chat.changing.write('better');
  await remove();
  assert.deepEqual([chat.notices.current?.unsent, chat.changing.editing], [['better'], null]);
});

test('what has failed there is said no longer when one is in the room again, whichever was known first', async () => {
  for (const isFirst of [true, false]) {
    const { house, tab, chat, remove } = await privateRoom();
    tab.line.refuses = (address) => address === 'chat.place' && 'room_not_found';
    if (isFirst) await chat.keep('r', { muted: true });
    if (isFirst) assert.equal(chat.placing.problem('r').code, 'room_not_found');
    await remove();
    if (!isFirst) await chat.keep('r', { muted: true });
    await settled();
    house.joined.add('me');
    await chat.rooms.refresh();
    await settled();
    assert.ok(chat.room);
    assert.equal(chat.placing.problem('r'), null);
  }
});

test('a list that is older than the connection lets nothing go', async () => {
  const { house, browser, tab, chat } = await privateRoom();
  tab.loses();
  const post = { room: 'new', id: 'x', user: 'me', text: 'in a room that another tab made', at: new Date(0).toISOString(), order: 1, state: 'failed', code: 'message_too_long' };
  await browser.disk.put(post);
  await chat.outbox.readAgain();
  await settled();
  assert.equal(chat.outbox.unsent.length, 1);
  house.joined.delete('me');
  await tab.connects();
  assert.deepEqual([chat.outbox.unsent, chat.notices.current.unsent], [[], [post.text]]);
});

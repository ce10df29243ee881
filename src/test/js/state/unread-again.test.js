import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, later } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const looks = ({ chat }) => chat.reading.look({ visible: true, focused: true, atBottom: true });
/** What is unread in the room, and how far it is read. */
const unread = ({ chat }) => [chat.rooms.unread(chat.rooms.get('r')), chat.rooms.get('r').read];

/** Somebody who looks at the end of a room of six messages, all of which they have read. */
async function reader() {
  const house = new House().fill(6);
  house.joined.add('me');
  house.read = 6;
  const tab = await new Tab(house, 'me').comes();
  looks(tab);
  return { house, tab, chat: tab.chat };
}

test('from a message on all is unread again, and stays so until one comes back', async () => {
  const { house, tab, chat } = await reader();
  assert.equal(await chat.reading.markUnread(4), true);
  assert.deepEqual([unread(tab), house.read, chat.timeline.marker], [[3, 3], 3, 3]);
  house.post('jun', 'one more');
  tab.hears();
  looks(tab);
  await clock.pass(5_000);
  assert.deepEqual([unread(tab), house.read, chat.timeline.marker], [[4, 3], 3, 3], 'whoever looks');
  await chat.open('');
  await chat.open('r');
  assert.deepEqual([unread(tab), chat.timeline.marker], [[4, 3], 3]);
  looks(tab);
  await clock.pass(5_000);
  assert.deepEqual([unread(tab), house.read], [[0, 7], 7]);
});

test('who writes there has read it', async () => {
  const { house, tab, chat } = await reader();
  await chat.reading.markUnread(4);
  chat.writing.post('after all');
  await settled();
  tab.hears();
  await clock.pass(5_000);
  assert.deepEqual([unread(tab), house.read, chat.timeline.marker], [[0, 7], 7, null]);
});

test('what was read before, and is still to be told or on its way, does not undo it', async () => {
  for (const wait of [0, 1_000]) {
    const { house, tab, chat } = await reader();
    house.post('jun', 'read');
    tab.hears();
    assert.deepEqual(unread(tab), [0, 7]);
    const slow = (tab.line.held = later());
    await clock.pass(wait);
    const done = chat.reading.markUnread(4);
    await settled();
    assert.equal(house.asked.some(({ address }) => address === 'chat.place'), wait === 0, 'first what is on its way is there');
    slow.give();
    await done;
    await clock.pass(10_000);
    assert.deepEqual([unread(tab), house.read], [[4, 3], 3]);
  }
});

test('what comes while one looks elsewhere, before it is so, moves the line no more', async () => {
  const { house, tab, chat } = await reader();
  chat.reading.look({ focused: false });
  const slow = (tab.line.held = later());
  const done = chat.reading.markUnread(4);
  house.post('jun', 'meanwhile');
  tab.hears();
  slow.give();
  await done;
  assert.deepEqual([unread(tab), chat.timeline.marker], [[4, 3], 3]);
});

test('other devices follow, and what is older than it takes nothing back', async () => {
  const { house, tab, chat } = await reader();
  const other = await new Tab(house, 'me', new Browser()).comes();
  const before = structuredClone(house.own('me'));
  await chat.reading.markUnread(4);
  chat.deliver('chat.me', before);
  assert.deepEqual(unread(tab), [3, 3], 'a frame that was on its way');
  other.chat.deliver('chat.me', structuredClone(house.own('me')));
  assert.deepEqual(unread(other), [3, 3]);
  chat.deliver('chat.me', structuredClone(house.own('me')));
  assert.deepEqual(unread(tab), [3, 3]);
  looks(other);
  await clock.pass(5_000);
  chat.deliver('chat.me', structuredClone(house.own('me')));
  assert.deepEqual([unread(tab), house.read], [[0, 6], 6], 'it was read there');
  await chat.reading.markUnread(6);
  assert.deepEqual(unread(tab), [1, 5], 'and again');
});

test('where it is refused one has read it still, and goes on', async () => {
  const { house, tab, chat } = await reader();
  tab.line.refuses = (address) => address === 'chat.place' && 'bad_request';
  assert.equal(await chat.reading.markUnread(4), false);
  assert.deepEqual([unread(tab), chat.timeline.marker, chat.notices.current.problem.code], [[0, 6], null, 'older_nodes'], 'by a node that does not know of it');
  house.post('jun', 'one more');
  tab.hears();
  assert.deepEqual(unread(tab), [0, 7]);
});

test('where it is refused, what was still to be told is told, and the line stays', async () => {
  const { house, tab, chat } = await reader();
  tab.line.refuses = (address) => address === 'chat.place' && 'bad_request';
  house.post('jun', 'read, and not told yet');
  tab.hears();
  assert.deepEqual(unread(tab), [0, 7]);
  chat.timeline.mark(2);
  await chat.reading.markUnread(4);
  assert.equal(chat.timeline.marker, 2);
  await clock.pass(10_000);
  assert.equal(house.read, 7);
});

test('who asks for the newest messages has come back', async () => {
  const { tab, chat } = await reader();
  chat.reading.comeBack(chat.room.id);
  assert.deepEqual(unread(tab), [0, 6]);
  await chat.reading.markUnread(4);
  chat.reading.comeBack('elsewhere');
  assert.deepEqual(unread(tab), [3, 3]);
  chat.reading.comeBack(chat.room.id);
  assert.deepEqual([unread(tab), chat.timeline.marker], [[0, 6], null]);
});

test('who has read further on another device has come back', async () => {
  const { house, tab, chat } = await reader();
  await chat.reading.markUnread(4);
  house.read = 6;
  chat.deliver('chat.me', structuredClone(house.own('me')));
  house.post('jun', 'one more');
  tab.hears();
  looks(tab);
  await clock.pass(5_000);
  assert.deepEqual([unread(tab), house.read], [[0, 7], 7]);
});

test('who has left and come back meanwhile has a mark that counts from there', async () => {
  const { house, tab, chat } = await reader();
  await chat.reading.markUnread(4);
  house.kept.delete('me');
  house.read = 6;
  await chat.goOn();
  chat.deliver('chat.me', structuredClone(house.own('me')));
  assert.deepEqual(unread(tab), [0, 6]);
});

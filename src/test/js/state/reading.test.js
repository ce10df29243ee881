import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, later, refusal } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const room = (tab) => tab.chat.rooms.get('r');
const unread = (tab) => tab.chat.rooms.unread(room(tab));
const looks = (tab) => tab.chat.reading.look({ visible: true, focused: true, atBottom: true });

test('a join by an offline post is not undone by the refresh after it', async () => {
  const house = new House().fill(10);
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  tab.chat.writing.post('may I?');
  tab.line.refuses = (address) => address === 'chat.post' && 'busy';
  await tab.connects();
  assert.equal(room(tab).joined, true);
  assert.equal(unread(tab), 0, 'what was said before counts as read');
});

test('an answer that was asked for before a post does not undo the join', async () => {
  const house = new House().fill(10);
  const tab = await new Tab(house, 'me').comes();
  tab.line.held = later();
  const refresh = tab.chat.rooms.refresh();
  const { held } = tab.line;
  tab.line.held = null;
  tab.chat.writing.post('hello');
  await settled();
  tab.hears();
  assert.deepEqual(tab.chat.outbox.posts, []);
  held.give();
  await refresh;
  assert.equal(room(tab).joined, true);
});

test('reading goes on at the first unread message, however many have come since one was told', async () => {
  const house = new House().fill(10);
  house.joined.add('me');
  house.read = 10;
  const tab = await new Tab(house, 'me').comes();
  await tab.chat.open('');
  house.fill(60);
  await tab.chat.rooms.refresh();
  house.fill(80);
  await tab.chat.open('r');
  const { marker, first, messages } = tab.chat.timeline;
  assert.equal(marker, 10);
  assert.ok(first <= marker, `the line stands before ${marker + 1}, and the window begins with ${first}`);
  assert.equal(messages[0].seq, first);
});

test('a refused post does not join', async () => {
  const house = new House().fill(10);
  const tab = await new Tab(house, 'me').comes();
  tab.line.refuses = (address) => address === 'chat.post' && 'id_reused';
  tab.chat.writing.post('no');
  await settled();
  await tab.chat.rooms.refresh();
  assert.equal(room(tab).joined, false);
});

test('a link that was opened before the rooms were known opens its room when it is created', async () => {
  const house = new House();
  const answer = house.answer.bind(house);
  let exists = false;
  house.answer = (user, address, body) => {
    if (address === 'chat.room' && !exists) throw refusal('room_not_found');
    return answer(user, address, body);
  };
  const tab = await new Tab(house, 'me').comes();
  assert.equal(tab.chat.room, undefined);
  exists = true;
  house.fill(1);
  await tab.chat.rooms.refresh();
  await settled();
  assert.deepEqual(tab.shown, ['text 1']);
});

test('the room that one made opens at its first message when it was never read', async () => {
  const house = new House().fill(300);
  house.joined.add('me');
  const tab = await new Tab(house, 'me').comes();
  assert.equal(tab.chat.timeline.first, 1);
  assert.equal(tab.chat.timeline.marker, 0);
  assert.equal(unread(tab), 100, 'as far as the server counts');
});

test('a read mark that failed is told later', async () => {
  const house = new House().fill(5);
  house.joined.add('me');
  const tab = await new Tab(house, 'me').comes();
  tab.line.refuses = (address) => address === 'chat.read' && 'busy';
  looks(tab);
  await clock.pass(1_500);
  assert.equal(house.read, 0);
  tab.line.refuses = () => null;
  await clock.pass(10_000);
  assert.equal(house.read, 5);
  assert.deepEqual(tab.chat.untold, {});
});

test('a read mark that was pending when the tab closed is told by the next one', async () => {
  const [house, browser] = [new House().fill(5), new Browser()];
  house.joined.add('me');
  const tab = await new Tab(house, 'me', browser).comes();
  looks(tab);
  assert.deepEqual(tab.chat.untold, { r: 5 }, 'what the page can say when it goes');
  tab.dies();
  assert.equal(house.read, 0);
  const next = await new Tab(house, 'me', browser).comes();
  assert.equal(unread(next), 0);
  await clock.pass(100);
  assert.equal(house.read, 5);
});

test('what was read offline is told when the line is back, and nobody asks in between', async () => {
  const house = new House().fill(5);
  house.joined.add('me');
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  let asked = 0;
  const ask = tab.line.ask.bind(tab.line);
  tab.line.ask = (address, body) => (asked += address === 'chat.read' ? 1 : 0, ask(address, body));
  looks(tab);
  await clock.pass(60_000);
  assert.equal(asked, 1);
  await tab.connects();
  await clock.pass(10);
  assert.equal(house.read, 5);
});

test('a hidden page tells at once', async () => {
  const house = new House().fill(5);
  house.joined.add('me');
  const tab = await new Tab(house, 'me').comes();
  looks(tab);
  tab.chat.hide();
  await clock.pass(0);
  assert.equal(house.read, 5);
});

test('read marks are another person\'s own', async () => {
  const [house, browser] = [new House().fill(5), new Browser()];
  house.joined.add('me');
  const tab = await new Tab(house, 'me', browser).comes();
  looks(tab);
  tab.dies();
  const other = await new Tab(house, 'other', browser).comes();
  await clock.pass(5_000);
  assert.deepEqual(other.chat.untold, {});
  assert.equal(house.asked.filter(({ address }) => address === 'chat.read').length, 0);
});

test('without storage a read mark is told all the same', async () => {
  const [house, browser] = [new House().fill(5), new Browser()];
  browser.area.isForbidden = true;
  house.joined.add('me');
  const tab = await new Tab(house, 'me', browser).comes();
  looks(tab);
  await clock.pass(1_100);
  assert.equal(house.read, 5);
});

test('what one tab has read, all have', async () => {
  const [house, browser] = [new House().fill(5), new Browser()];
  house.joined.add('me');
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  assert.equal(unread(b), 5);
  looks(a);
  assert.equal(unread(b), 0);
});

test('a room that one tab has joined, made or left is so in all', async () => {
  const [house, browser] = [new House().fill(5), new Browser()];
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  await b.chat.open('');
  assert.equal(room(b).joined, false);
  await a.chat.join('r');
  assert.deepEqual([room(b).joined, unread(b)], [true, 0]);
  assert.equal(b.line.listened.at(-1).address, 'room.r');
  house.joined.delete('me');
  await a.chat.leave('r');
  assert.equal(room(b).joined, false);
  a.loses();
  a.chat.writing.post('and again');
  assert.equal(room(b).joined, true);
});

test('who joins and leaves a public room is in the timeline, and nothing unread', async () => {
  const house = new House().fill(5);
  house.joined.add('me');
  house.read = 5;
  const tab = await new Tab(house, 'me').comes();
  tab.chat.reading.look({ visible: false });
  for (const type of /** @type {const} */ (['join', 'leave'])) house.note('tom', type);
  tab.hears();
  assert.deepEqual(tab.chat.timeline.notes.map(({ type }) => type), ['join', 'leave']);
  assert.deepEqual([unread(tab), room(tab).head], [0, 7]);
  house.note('me', 'leave');
  tab.hears();
  assert.ok(room(tab), 'left on another device, it is still there to be read');
});

test('that one has joined on another device the feed tells, whole', async () => {
  const house = new House().fill(5);
  const tab = await new Tab(house, 'me').comes();
  house.note('me', 'join');
  tab.hears();
  assert.deepEqual([room(tab).joined, room(tab).role], [false, undefined]);
});

test('a mention that another tab has read is none any more', async () => {
  const [house, browser] = [new House().fill(5), new Browser()];
  house.joined.add('me');
  house.read = 5;
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  b.chat.reading.look({ visible: false });
  Object.assign(house.log[house.post('jun', 'hey @me').seq - 1], { mentions: [{ user: { id: 'me', name: 'me' }, from: 4, to: 7 }] });
  b.hears();
  assert.equal(b.chat.rooms.mentions(room(b)), 1);
  a.hears();
  looks(a);
  assert.equal(b.chat.rooms.mentions(room(b)), 0);
});

test('own posts from another tab are no news, whatever else is', async () => {
  const [house, browser] = [new House().fill(5), new Browser()];
  house.joined.add('me');
  const b = await new Tab(house, 'me', browser).comes();
  b.chat.reading.look({ visible: false });
  house.post('me', 'mine');
  b.hears();
  assert.equal(unread(b), 5);
  house.post('jun', 'theirs');
  house.post('me', 'mine again');
  b.hears();
  assert.equal(unread(b), 6);
  b.chat.rooms.markRead('r', 6);
  assert.equal(unread(b), 1);
  await b.chat.rooms.refresh();
  assert.equal(unread(b), 1);
});

test('a post that follows directly on what was read is read on all devices', async () => {
  const house = new House().fill(5);
  house.joined.add('me');
  house.read = 5;
  const tab = await new Tab(house, 'me').comes();
  tab.chat.reading.look({ visible: false });
  tab.chat.writing.post('next');
  await clock.pass(1_500);
  assert.equal(house.read, 6);
});

test('a page that is visible without the focus reads nothing', async () => {
  const house = new House().fill(5);
  house.joined.add('me');
  house.read = 5;
  const tab = await new Tab(house, 'me').comes();
  tab.chat.reading.look({ visible: true, focused: false, atBottom: true });
  house.fill(2);
  tab.hears();
  assert.equal(unread(tab), 2);
  assert.equal(tab.chat.timeline.marker, 5);
  looks(tab);
  assert.equal(unread(tab), 0);
});

test('a room that is loaded anew opens around the place where it was left', async () => {
  const house = new House().fill(900);
  const tab = await new Tab(house, 'me').comes();
  tab.chat.reading.places.set('r', { id: 'jun-299', seq: 300, distance: 10 });
  await tab.chat.open('');
  await tab.chat.open('r');
  await settled();
  const { first, last } = tab.chat.timeline;
  assert.ok(first < 300 && last > 300 && last < 500, `${first} to ${last}`);
  house.replace(house.log.slice(0, 700));
  tab.chat.deliver('room.r', { epoch: house.epoch, head: 700, reset: true });
  await settled();
  assert.equal(tab.chat.timeline.last, 700, 'numbers of another log say nothing');
});

test('what was read of another log is not read of the new one', async () => {
  const house = new House().fill(100);
  house.joined.add('me');
  const tab = await new Tab(house, 'me').comes();
  tab.line.refuses = (address) => address === 'chat.read' && 'busy';
  looks(tab);
  assert.deepEqual(tab.chat.untold, { r: 100 });
  tab.chat.reading.look({ visible: false });
  house.replace(house.log.slice(0, 80));
  tab.chat.deliver('room.r', { epoch: house.epoch, head: 80, events: [], reset: true });
  await settled();
  assert.equal(tab.chat.session.epoch, house.epoch);
  house.fill(15);
  tab.hears();
  await tab.chat.rooms.refresh();
  assert.equal(unread(tab), 15);
  assert.deepEqual(tab.chat.untold, {});
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, later, refusal } from '../support/house.js';
import { Browser, Tab } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const JUN = { id: 'jun', name: 'Jun' };
const last = (seq, text = `text ${seq}`, user = JUN) => ({ seq, user, text, at: new Date(seq).toISOString() });
const room = (id, more = {}) => ({ id, name: id, topic: '', kind: 'private', head: 0, members: 2, joined: true, role: 'member', read: 0, unread: 0, ...more });
const told = (part, ...rooms) => ({ state: `s${part}.${JSON.stringify(rooms).length}`, parts: [{ part, rooms }] });

/** Somebody in the room r, and what arrives. */
async function somebody(house = new House().fill(3)) {
  house.joined.add('me');
  const tab = await new Tab(house, 'me').comes();
  const arrived = [];
  tab.chat.news.arrivals.watch((news) => arrived.push(news));
  const unread = (id) => tab.chat.rooms.unread(tab.chat.rooms.get(id));
  return { ...tab, tab, house, chat: tab.chat, arrived, unread, hear: (...what) => tab.chat.deliver('chat.me', told(...what)) };
}

test('only the open room is listened to; the others tell by one registration', async () => {
  const { tab, hear } = await somebody();
  hear(7, room('a'), room('b'));
  const rooms = tab.line.listened.map(({ address }) => address).filter((address) => address.startsWith('room.'));
  assert.deepEqual(new Set(rooms), new Set(['room.r']));
  assert.equal(tab.line.listened.filter(({ address }) => address === 'chat.me').length, 1);
});

test('what is said where nobody looks is unread, and tells of itself once', async () => {
  const { chat, hear, unread, arrived } = await somebody();
  hear(7, room('a'));
  hear(7, room('a', { head: 2, unread: 2, last: last(2, 'hello') }));
  assert.deepEqual([unread('a'), chat.rooms.get('a').last.text], [2, 'hello']);
  assert.deepEqual(arrived.map(({ room: id, events }) => [id, events.map(({ type, seq }) => `${type} ${seq}`)]), [['a', ['message 2']]]);
  hear(7, room('a', { head: 3, unread: 2, last: last(2, 'hello') }));
  assert.equal(arrived.length, 1, 'a reaction says nothing');
  hear(7, room('a', { head: 4, read: 4, last: last(2, 'hello') }));
  assert.equal(unread('a'), 0, 'read elsewhere');
});

test('what one asks for is news like what is told, and marked where one comes to it', async () => {
  const { house, chat, hear, arrived } = await somebody();
  hear(7, room('r', { kind: 'public', name: 'Room', head: 3, read: 3 }));
  await chat.open('');
  house.post('jun', 'hello');
  await chat.rooms.refresh();
  assert.deepEqual(arrived.map(({ events }) => events.map(({ seq }) => seq)), [[4]]);
  assert.equal(chat.timelines.of('r').marker, 3);
});

test('a conversation that begins is news; what one writes oneself elsewhere is none', async () => {
  const { chat, hear, arrived } = await somebody();
  hear(1, room('d', { kind: 'direct', people: [JUN, chat.session.user], head: 1, unread: 1, last: last(1) }));
  hear(2, room('e', { head: 1, read: 1, last: last(1, 'mine', chat.session.user) }));
  assert.deepEqual(arrived.map(({ room: id }) => id), ['d']);
});

test('a message that names one marks its room', async () => {
  const { chat, hear } = await somebody();
  hear(7, room('a'));
  hear(7, room('a', { head: 1, unread: 1, mentions: 1, last: last(1, '@me look') }));
  assert.equal(chat.rooms.mentions(chat.rooms.get('a')), 1);
  hear(7, room('a', { head: 2, unread: 2, mentions: 1, last: last(2, 'more') }));
  assert.equal(chat.rooms.mentions(chat.rooms.get('a')), 1, 'as the server counts');
});

test('a muted room calls for attention by what calls oneself alone, on all devices', async () => {
  const { chat, hear, arrived } = await somebody();
  hear(7, room('a', { muted: true }));
  const others = chat.rooms.totalAttention;
  hear(7, room('a', { muted: true, head: 3, unread: 3, last: last(3) }));
  assert.deepEqual([chat.rooms.unread(chat.rooms.get('a')), chat.rooms.totalAttention - others], [3, 0]);
  hear(7, room('a', { muted: true, head: 4, unread: 4, mentions: 1, last: last(4, '@me') }));
  hear(7, room('a', { muted: true, head: 5, unread: 5, mentions: 1, last: last(5) }));
  assert.equal(chat.rooms.totalAttention - others, 1);
  assert.deepEqual(arrived.map(({ events }) => events[0].calls), [false, true, false]);
  hear(7, room('a', { head: 5, unread: 5, mentions: 1, last: last(5) }));
  assert.equal(chat.rooms.totalAttention - others, 5, 'muted no more, elsewhere');
});

test('what calls oneself in the open room, and that room cannot tell, the feed tells once', async () => {
  const { tab, house, chat, arrived, hear } = await somebody();
  const called = [];
  chat.news.calls.watch(({ room: id, events }) => called.push(...events.map(({ seq, calls }) => [id, seq, calls])));
  const tells = (read, mentions, seq, more = {}) => hear(7, room('r', { kind: 'public', name: 'Room', muted: true, head: house.head, read, mentions, last: last(seq), ...more }));
  const says = (ref, mentions = []) => {
    Object.assign(house.reply('jun', ref, 'text'), { mentions });
    tab.hears();
  };
  tells(3, 0, 3);
  says(1);
  tells(3, 0, 4);
  assert.deepEqual(called, [], 'of others');
  says(2);
  tells(3, 1, 5);
  tells(3, 1, 5, { favourite: true });
  assert.deepEqual(called, [['r', 5, true]]);
  says(1, [{ user: { id: 'me', name: 'me' }, from: 0, to: 3 }]);
  tells(3, 2, 6);
  assert.equal(called.length, 1, 'the room has told of this one');
  tells(6, 0, 6);
  tells(2, 3, 6, { marked: 1 });
  assert.equal(called.length, 1, 'read on another device, and unread again');
  // The feed may be first.
  Object.assign(house.reply('jun', 1, 'text'), { mentions: [{ user: { id: 'me', name: 'me' }, from: 0, to: 3 }] });
  tells(2, 4, 7, { marked: 1 });
  tab.hears();
  assert.deepEqual([called.slice(1), chat.rooms.get('r').calls], [[['r', 7, true]], []]);
  assert.deepEqual(arrived.flatMap(({ events }) => events.map(({ seq }) => seq)), [4, 5, 6, 7], 'each is heard once');
});

test('favourites stand before the others, what kind of room they are', async () => {
  const { chat, house, hear } = await somebody();
  hear(7, room('a'), room('d', { kind: 'direct', favourite: true, people: [JUN, chat.session.user] }));
  assert.equal(await chat.keep('r', { favourite: true }), true);
  const ids = ({ favourite, mine, direct }) => [favourite, mine, direct].map((rooms) => rooms.map(({ id }) => id).sort());
  assert.deepEqual(ids(chat.rooms.sections()), [['d', 'r'], ['a'], []]);
  assert.deepEqual(house.kept.get('me'), { favourite: true });
  assert.equal(chat.rooms.get('r').last?.seq, 3, 'what was said last stays known');
});

test('when the newest message is deleted, its notification goes, and its text', async () => {
  const { chat, hear, arrived } = await somebody();
  hear(7, room('a', { head: 2, last: last(2) }));
  arrived.length = 0;
  hear(7, room('a', { head: 3, last: last(1) }));
  assert.deepEqual(arrived.map(({ events }) => events), [[{ type: 'delete', ref: 2 }]]);
  hear(7, room('a', { head: 4 }));
  assert.equal(chat.rooms.get('a').last, null);
});

test('what is deleted in the open room is gone from the list at once', async () => {
  const { tab, house, chat, hear } = await somebody();
  hear(7, room('r', { kind: 'public', name: 'Room', head: 3, last: last(3) }));
  house.change('jun', 'delete', 3);
  tab.hears();
  assert.equal(chat.rooms.get('r').last, null);
});

test('one\'s own rooms stand in the order in which something was said in them', async () => {
  const { chat, hear } = await somebody(new House());
  hear(7, room('a', { last: last(1) }), room('b', { last: last(2) }), room('c'));
  const order = () => chat.rooms.sections().mine.map(({ id }) => id);
  assert.deepEqual(order(), ['b', 'a', 'c', 'r']);
  hear(7, room('a', { last: last(3) }), room('b', { last: last(2) }), room('c'));
  assert.deepEqual(order(), ['a', 'b', 'c', 'r']);
});

test('a part that comes is whole: what is not in it is lost, or joined no more', async () => {
  const { chat, hear } = await somebody();
  hear(7, room('secret', { name: 'Secret' }), room('open', { kind: 'public' }), room('stays'));
  hear(8, room('other'));
  hear(7, room('stays'));
  assert.deepEqual([chat.rooms.get('secret'), chat.rooms.lost('secret'), chat.rooms.get('open').joined, chat.rooms.get('stays').joined, chat.rooms.get('other').joined],
    [undefined, 'Secret', false, true, true]);
});

test('what one has just done counts more than what was told before, and is looked up', async () => {
  const { house, chat, hear } = await somebody();
  hear(7, room('r', { kind: 'public', name: 'Room', head: 3 }));
  await chat.rooms.leave('r');
  hear(7, room('r', { kind: 'public', name: 'Room', head: 3 }));
  assert.equal(chat.rooms.get('r').joined, false);
  house.asked.length = 0;
  await clock.pass(2_000);
  assert.deepEqual(house.asked.map(({ address, body }) => [address, body.room]), [['chat.room', 'r']]);
  hear(7, room('r', { kind: 'public', name: 'Room', head: 3 }));
  assert.equal(chat.rooms.get('r').joined, true, 'on another device, later');
});

test('an older list of rooms takes back nothing that was told since it was asked for', async () => {
  const { tab, house, chat, hear, unread } = await somebody();
  hear(7, room('a', { head: 1, unread: 1, last: last(1) }));
  house.own = () => told(7, room('a', { head: 1, unread: 1, last: last(1) }));
  const answer = later();
  tab.line.held = answer;
  const refresh = chat.rooms.refresh();
  hear(7, room('a', { head: 2, unread: 2, last: last(2) }), room('b', { head: 1, unread: 1, last: last(1) }));
  answer.give();
  await refresh;
  assert.deepEqual([unread('a'), unread('b'), chat.rooms.get('a').last.seq], [2, 1, 2]);
});

test('who comes back asks for what differs from what is known, and after signing out for the whole', async () => {
  const { tab, house, chat, hear } = await somebody();
  hear(7, room('a'));
  tab.loses();
  house.asked.length = 0;
  await tab.connects();
  const asked = () => house.asked.filter(({ address }) => address === 'chat.me').map(({ body }) => body);
  assert.deepEqual(asked(), [{ state: told(7, room('a')).state }]);
  chat.forget();
  house.asked.length = 0;
  await tab.connects();
  assert.deepEqual(asked(), [{}]);
});

test('a room that was left for another one goes on from where it was', async () => {
  const { tab, chat, hear } = await somebody();
  hear(7, room('a'));
  const { cursor } = chat.timelines.of('r');
  const left = [];
  tab.line.unlisten = (address) => left.push(address);
  await chat.open('a');
  assert.deepEqual(left, ['room.r']);
  tab.line.listened.length = 0;
  await chat.open('r');
  assert.deepEqual(tab.line.listened.filter(({ address }) => address === 'room.r').map(({ headers }) => headers.after), [cursor]);
});

test('where something was said meanwhile, one goes on from what is unread', async () => {
  const { tab, house, chat, hear } = await somebody();
  hear(7, room('a'));
  await chat.open('a');
  house.post('jun', 'hello');
  hear(8, room('r', { kind: 'public', name: 'Room', head: 4, read: 3, unread: 1, last: last(4, 'hello') }));
  tab.line.listened.length = 0;
  const opened = chat.open('r');
  assert.deepEqual([chat.timeline.loaded, chat.timeline.marker], [false, 3]);
  await opened;
  assert.deepEqual(tab.line.listened.filter(({ address }) => address === 'room.r').map(({ headers }) => headers.after), [4]);
  assert.deepEqual([chat.timeline.loaded, chat.timeline.messages.at(-1).text, chat.timeline.marker], [true, 'hello', 3]);
});

test('as long as own rooms are not told, the line has not begun', async () => {
  const { tab } = await somebody();
  tab.line.refuses = (address) => address === 'chat.me' && refusal('busy');
  await assert.rejects(tab.chat.resume(), { code: 'busy' });
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const AT_REST = 1_500;

/** Somebody with two devices, both in the room. */
async function twoDevices() {
  const house = new House().fill(1);
  house.joined.add('me');
  const [desk, phone] = [await new Tab(house, 'me').comes(), await new Tab(house, 'me').comes()];
  const text = ({ chat }) => chat.drafts.text('r');
  // As the feed of each tells once a second.
  const tell = async (...tabs) => {
    for (const { chat } of tabs) chat.deliver('chat.me', house.own('me'));
    await settled();
  };
  const rests = async () => {
    await clock.pass(AT_REST);
    await settled();
  };
  const told = () => house.asked.filter(({ address, body }) => address === 'chat.draft' && body.text !== undefined).map(({ body }) => body.text);
  return { house, desk, phone, text, tell, rests, told };
}

test('what is typed stands on the other device once nobody types any more, and goes when it is sent', async () => {
  const { desk, phone, text, tell, rests, told } = await twoDevices();
  for (const typed of ['h', 'he', 'hello']) {
    desk.chat.writing.write(typed);
    await clock.pass(100);
  }
  assert.deepEqual(told(), [], 'not by each key');
  await rests();
  await tell(desk, phone);
  assert.deepEqual([told(), text(phone), text(desk)], [['hello'], 'hello', 'hello']);
  phone.chat.writing.post('hello');
  await clock.pass(0);
  desk.chat.writing.rest();
  await settled();
  await tell(desk, phone);
  assert.deepEqual([told(), text(desk), text(phone)], [['hello', ''], '', '']);
});

test('what is sent before nobody types any more is never told, and what was told is taken back once', async () => {
  const { desk, rests, told } = await twoDevices();
  const says = async (text) => {
    desk.chat.writing.write(text);
    await clock.pass(100);
    desk.chat.writing.post(text);
    await rests();
  };
  for (const text of ['one', 'two', 'three']) await says(text);
  assert.deepEqual(told(), []);
  desk.chat.writing.write('four');
  await rests();
  await says('four, and more');
  await says('five');
  assert.deepEqual(told(), ['four', '']);
  desk.chat.writing.write('six');
  desk.chat.writing.rest();
  desk.chat.writing.write('');
  await rests();
  assert.deepEqual(told(), ['four', '']);
  desk.chat.writing.write('seven');
  clock.pass(AT_REST);
  desk.chat.writing.post('seven');
  await rests();
  assert.ok(['four,', 'four,,seven,'].includes(told().join()), 'nothing is left of it');
});

test('what another tab tells of in the moment in which it is sent is taken back', async () => {
  const [house, browser] = [new House().fill(1), new Browser()];
  house.joined.add('me');
  const [writes, other] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  writes.chat.writing.write('hello');
  // It is put aside, and tells of everything on the disk; the answer takes its time.
  let answer = () => {};
  other.line.held = new Promise((resolve) => (answer = /** @type {any} */ (resolve)));
  other.chat.hide();
  await clock.pass(0);
  writes.chat.writing.post('hello');
  answer();
  await clock.pass(2_000);
  assert.equal(house.drafts.get('me')?.text ?? '', '');
  other.chat.writing.write('again');
  other.chat.hide();
  await clock.pass(2_000);
  assert.equal(house.drafts.get('me').text, 'again', 'what is still there stays');
});

test('nothing takes the place of what is being typed; the last one counts', async () => {
  const { desk, phone, text, tell, rests, house } = await twoDevices();
  phone.chat.writing.write('on the phone');
  desk.chat.writing.write('on the desk');
  desk.chat.writing.rest();
  await clock.pass(0);
  await settled();
  await tell(desk, phone);
  assert.deepEqual([house.drafts.get('me').text, text(phone)], ['on the desk', 'on the phone']);
  await rests();
  assert.equal(house.drafts.get('me').text, 'on the phone');
  await tell(desk, phone);
  assert.deepEqual([text(desk), text(phone)], ['on the phone', 'on the phone']);
  phone.chat.writing.write('on the phone still');
  await rests();
  house.draft('me', { text: 'from a third one' });
  await tell(phone);
  assert.equal(text(phone), 'on the phone still', 'the composer has the focus');
  phone.chat.writing.rest();
  await settled();
  assert.equal(text(phone), 'from a third one');
});

test('a feed that is older than what was just written takes nothing back', async () => {
  const { desk, text, tell, rests, house } = await twoDevices();
  house.draft('me', { text: 'x' });
  house.draft('me', { text: '' });
  const older = house.own('me');
  desk.chat.writing.write('newer');
  await rests();
  desk.chat.writing.rest();
  desk.chat.deliver('chat.me', older);
  await settled();
  assert.equal(text(desk), 'newer');
  await tell(desk);
  assert.equal(text(desk), 'newer');
});

test('what was not told when the tab closed, or without a line, is told later', async () => {
  const { house, told } = await twoDevices();
  const browser = new Browser();
  const tab = await new Tab(house, 'me', browser).comes();
  tab.loses();
  tab.chat.writing.write('in a tunnel');
  await clock.pass(10_000);
  tab.dies();
  assert.deepEqual([told(), tab.chat.draftsElsewhere.untold], [[], { r: 'in a tunnel' }]);
  const next = await new Tab(house, 'me', browser).comes();
  await clock.pass(0);
  await settled();
  assert.deepEqual([told(), next.chat.draftsElsewhere.untold, next.chat.drafts.text('r')], [['in a tunnel'], {}, 'in a tunnel']);
});

test('one asks for the draft of a room when one looks at it, and its line tells of it before', async () => {
  const { desk, phone, text, rests, house } = await twoDevices();
  await phone.chat.open('');
  desk.chat.writing.write('later');
  await rests();
  house.asked.length = 0;
  phone.chat.deliver('chat.me', house.own('me'));
  await settled();
  assert.deepEqual([house.asked.length, phone.chat.draftsElsewhere.has('r'), text(phone)], [0, true, '']);
  await phone.chat.open('r');
  await settled();
  assert.deepEqual([phone.chat.draftsElsewhere.has('r'), text(phone)], [false, 'later']);
});

test('what is written where one has not joined stays here', async () => {
  const { house, rests, told } = await twoDevices();
  house.joined.delete('me');
  const guest = await new Tab(house, 'you').comes();
  guest.chat.writing.write('just looking');
  guest.chat.writing.write('just looking', 'r/1');
  await rests();
  assert.deepEqual([told(), house.threadDrafts.size], [[], 0]);
});

test('what is written after a message that joins is told when one has joined', async () => {
  const { house, rests, told } = await twoDevices();
  const guest = await new Tab(house, 'you').comes();
  guest.line.refuses = (address) => address === 'chat.post' && 'busy';
  // What was asked before does not know of it.
  const looked = guest.chat.rooms.lookAround();
  guest.chat.writing.post('let me in');
  await looked;
  guest.chat.writing.write('and now');
  await rests();
  assert.deepEqual([house.joined.has('you'), told()], [false, []]);
  guest.line.refuses = () => null;
  await clock.pass(10_000);
  assert.deepEqual([house.joined.has('you'), told()], [true, ['and now']]);
});

/** Both devices have the thread open, and what stands there. */
async function twoThreads() {
  const devices = await twoDevices();
  const { house, desk, phone } = devices;
  house.reply('jun', 1, 'answered');
  for (const { chat } of [desk, phone]) await chat.open('r', 0, 1);
  await settled();
  const texts = (...places) => places.map((place) => [desk, phone].map(({ chat }) => chat.drafts.text(place)));
  const asked = () => house.asked.filter(({ address }) => address === 'chat.thread-draft').map(({ body: { seq, text } }) => [seq, text]);
  return { ...devices, texts, asked };
}

test('what is typed in a thread stands in it on the other device, and goes when it is sent', async () => {
  const { desk, phone, texts, asked, tell, rests, house } = await twoThreads();
  desk.chat.writing.write('in the thread', 'r/1');
  await rests();
  assert.deepEqual(asked(), [[1, 'in the thread']]);
  desk.chat.writing.rest('r/1');
  await tell(desk, phone);
  assert.deepEqual([texts('r/1', 'r'), asked().length], [[['in the thread', 'in the thread'], ['', '']], 2], 'who wrote it asks for nothing');
  phone.chat.writing.post('in the thread', 'r/1');
  await clock.pass(0);
  await settled();
  await tell(desk, phone);
  assert.deepEqual([texts('r/1'), house.threadDrafts.get('me').texts], [[['', '']], { 1: '' }]);
});

test('one asks for what is typed in a thread where one opens it, and what was never told is not taken for gone', async () => {
  const { desk, phone, texts, asked, tell, rests, house } = await twoThreads();
  house.fill(1);
  desk.loses();
  desk.chat.writing.write('later', 'r/1');
  await desk.connects();
  await rests();
  desk.chat.writing.rest('r/1');
  await phone.chat.open('r');
  await tell(phone);
  assert.deepEqual([asked(), texts('r/1')], [[[1, 'later']], [['later', '']]], 'nobody looks at it');
  phone.chat.drafts.write('r/3', 'never told');
  phone.chat.drafts.rest('r/3');
  await phone.chat.open('r', 0, 3);
  await settled();
  assert.deepEqual(texts('r/3'), [['', 'never told']]);
  await phone.chat.open('r', 0, 1);
  await settled();
  assert.deepEqual(texts('r/1'), [['later', 'later']]);
});

test('a thread whose first message is deleted takes along what was typed in it and told', async () => {
  const { desk, phone, texts, tell, rests, house } = await twoThreads();
  desk.chat.writing.write('half', 'r/1');
  await rests();
  desk.chat.writing.rest('r/1');
  await tell(desk, phone);
  house.change('jun', 'delete', 1);
  house.threadDrafts.set('me', { number: 2, texts: {} });
  await tell(desk, phone);
  assert.deepEqual(texts('r/1'), [['', '']]);
  desk.chat.writing.write('all the same', 'r/1');
  await rests();
  assert.deepEqual([texts('r/1'), desk.chat.draftsElsewhere.untold], [[['all the same', '']], {}], 'which stays in this browser');
});

test('a thread that began before one came is named by a message that one sees', async () => {
  const { desk, phone, texts, asked, tell, rests, house } = await twoThreads();
  house.floor = 2;
  desk.chat.writing.write('half', 'r/1');
  await rests();
  await tell(desk, phone);
  assert.deepEqual([house.threadDrafts.get('me').texts, texts('r/1'), asked()], [{ 1: 'half' }, [['half', 'half']], [[1, 'half'], [2, 'half'], [1, undefined], [2, undefined]]]);
  desk.chat.writing.write('half of it', 'r/1');
  assert.deepEqual(desk.chat.draftsElsewhere.lastWords, [['chat.thread-draft', { room: 'r', seq: 2, text: 'half of it' }]]);
  phone.chat.writing.post('half', 'r/1');
  await rests();
  assert.deepEqual([house.threadDrafts.get('me').texts, desk.chat.draftsElsewhere.untold], [{ 1: 'half of it' }, {}], 'the last one counts');
  // Who was removed and comes again comes anew.
  house.floor = house.reply('jun', 2, 'and again').seq;
  desk.chat.writing.write('all of it', 'r/1');
  await rests();
  assert.deepEqual(house.threadDrafts.get('me').texts, { 1: 'all of it' });
  house.change('jun', 'delete', 1);
  house.threadDrafts.set('me', { number: 9, texts: {} });
  desk.chat.writing.write('stays here', 'r/1');
  await rests();
  assert.deepEqual([texts('r/1')[0][0], desk.chat.draftsElsewhere.untold], ['stays here', {}], 'of what is deleted, nothing is kept there');
});

test('what is typed in a thread whose first message has been deleted meanwhile stands here alone', async () => {
  const { desk, texts, tell, rests, house } = await twoThreads();
  desk.chat.writing.write('half', 'r/1');
  await rests();
  await tell(desk);
  house.change('jun', 'delete', 1);
  house.threadDrafts.set('me', { number: 2, texts: {} });
  await tell(desk);
  desk.chat.writing.write('half of it', 'r/1');
  await rests();
  desk.chat.writing.rest('r/1');
  await settled();
  await tell(desk);
  assert.deepEqual([texts('r/1'), desk.chat.draftsElsewhere.untold], [[['half of it', '']], {}]);
});

test('what another device has sent goes from the field in which it was typed once nobody types there any more', async () => {
  const { desk, phone, texts, tell, rests } = await twoThreads();
  desk.chat.writing.write('half', 'r/1');
  await rests();
  await tell(phone);
  phone.chat.writing.post('half', 'r/1');
  await clock.pass(0);
  await settled();
  await tell(desk);
  assert.deepEqual(texts('r/1'), [['half', '']]);
  desk.chat.writing.rest('r/1');
  await settled();
  assert.deepEqual(texts('r/1'), [['', '']]);
});

test('nobody types any more in a thread or room that was left by a key', async () => {
  for (const [place, away] of [['r/1', 'r'], ['r', '']]) {
    const { desk, phone, texts, tell, rests } = await twoThreads();
    desk.chat.writing.write('half', place);
    await desk.chat.open(away);
    await clock.pass(0);
    await settled();
    await tell(phone);
    assert.deepEqual(texts(place), [['half', 'half']], 'so it is told at once');
    phone.chat.writing.post('half', place);
    await rests();
    await tell(desk);
    await desk.chat.open('r', 0, 1);
    await settled();
    assert.deepEqual(texts(place), [['', '']], 'and nobody sends it again');
  }
});

test('beside a node that knows no drafts of threads they wait, and no room gets them', async () => {
  const { desk, rests, told, house } = await twoThreads();
  desk.line.refuses = (address) => (address === 'chat.thread-draft' ? 'unknown_address' : null);
  desk.chat.writing.write('patience', 'r/1');
  await rests();
  assert.deepEqual([told(), desk.chat.draftsElsewhere.untold, desk.chat.draftsElsewhere.lastWords], [[], { 'r/1': 'patience' }, [['chat.thread-draft', { room: 'r', seq: 1, text: 'patience' }]]]);
  desk.loses();
  desk.line.refuses = () => null;
  await desk.connects();
  await rests();
  assert.deepEqual(house.threadDrafts.get('me').texts, { 1: 'patience' });
});

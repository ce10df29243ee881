import assert from 'node:assert/strict';
import { test } from 'node:test';
import { House, later } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

/** A message, a reply to it and one to that, with the thread open that has this number. */
async function thread(number, before = (_) => {}) {
  const house = new House().fill(1);
  house.reply('jun', 1, 'one');
  house.reply('tom', 2, 'two');
  before(house);
  const tab = await new Tab(house, 'me').comes();
  const { chat } = tab;
  await chat.open('r', 0, number);
  await settled();
  const post = async (text) => {
    chat.writing.post(text, chat.thread.place);
    await settled();
    tab.hears();
  };
  return { house, tab, chat, post };
}

test('where the first message is deleted, what is written in its thread answers the newest one that is there', async () => {
  const { house, tab, chat, post } = await thread(1);
  await post('of the first');
  house.change('jun', 'delete', 1);
  tab.hears();
  await post('of the newest');
  house.change('me', 'delete', house.head);
  house.change('tom', 'delete', 3);
  tab.hears();
  await post('of what is left');
  const sent = house.log.filter(({ type, user }) => type === 'message' && user.id === 'me');
  assert.deepEqual(sent.map(({ ref, thread }) => [ref, thread]), [[1, 1], [4, 1], [4, 1]]);
  assert.deepEqual(chat.outbox.in('r'), []);
});

test('so it is where the thread is so long that its first message is not there, which its replies know of', async () => {
  const isLong = (isGone) => (house) => {
    for (let i = 0; i < 150; i++) house.reply('jun', 1, `reply ${i}`);
    if (isGone) house.change('jun', 'delete', 1);
  };
  for (const [isGone, ref] of [[false, 1], [true, 153]]) {
    const { house, post } = await thread(1, isLong(isGone));
    await post('on');
    assert.equal(house.log.at(-1).ref, ref);
  }
});

/** Each of 150 replies more answers the one before. */
function chain(house) {
  for (let i = 0; i < 150; i++) house.reply('jun', house.head, `reply ${i}`);
}

test('and where no reply that is there knows of it: each answers the one before, or it was before one came', async () => {
  const asks = (house) => house.asked.filter(({ address, body: { after, thread } }) => address === 'chat.messages' && thread === 1 && after === 0).length;
  for (const [ref, times, becomes] of /** @type {const} */ ([[1, 1, () => {}], [153, 1, (house) => house.change('jun', 'delete', 1)], [153, 0, (house) => (house.floor = 4)]])) {
    const { house, chat, post } = await thread(1, (before) => (chain(before), becomes(before)));
    assert.equal(chat.thread.timeline.complete, false);
    await post('on');
    assert.deepEqual([house.log.at(-1).ref, house.log.at(-1).thread, asks(house)], [ref, 1, times]);
  }
});

test('what began a long thread and was asked for is as it is now, also where that is heard before the answer, or not told yet', async () => {
  for (const isHeardFirst of [false, true]) {
    const house = new House().fill(1);
    chain(house);
    const tab = await new Tab(house, 'me').comes();
    const { chat, line } = tab;
    const [answer, { ask }] = [later(), line];
    let asked = 0;
    line.ask = async (address, body) => {
      const page = await ask.call(line, address, body);
      if (address !== 'chat.messages' || body.after !== 0) return page;
      asked++;
      if (isHeardFirst) await answer;
      return page;
    };
    await chat.open('r', 0, 1);
    await settled();
    house.change('jun', 'delete', 1);
    tab.hears();
    answer.give();
    await settled();
    chat.writing.post('on', chat.thread.place);
    await settled();
    assert.deepEqual([house.log.at(-1).ref, asked], [151, 1]);
  }
  const { house, chat, post } = await thread(1, chain);
  chat.changing.delete('r', 1);
  await post('on');
  assert.equal(house.log.at(-1).ref, 153);
  chat.changing.undo();
});

test('where what began a long thread cannot be asked for, its replies are, and what is written answers what they say of it', async () => {
  const house = new House().fill(1);
  chain(house);
  house.reply('jun', 1, 'of the first');
  const tab = await new Tab(house, 'me').comes();
  const { chat, line } = tab;
  const { ask } = line;
  const asked = [];
  line.ask = async (address, body) => {
    if (address === 'chat.messages') asked.push(body);
    if (address === 'chat.messages' && body.after === 0) throw { code: 'busy' };
    return ask.call(line, address, body);
  };
  await chat.open('r', 0, 1);
  await settled();
  chat.writing.post('on', chat.thread.place);
  await settled();
  assert.equal(house.log.at(-1).ref, 1);
  assert.deepEqual(asked.filter(({ after, thread }) => thread === 1 && after === 0).map(({ limit }) => limit), [1]);
});

test('a thread in which everything is deleted is over, until a deletion is undone', async () => {
  const { house, tab, chat } = await thread(1);
  for (const seq of [1, 2]) house.change('jun', 'delete', seq);
  tab.hears();
  assert.equal(chat.thread.isOver, false);
  chat.changing.delete('r', 3);
  assert.equal(chat.thread.isOver, true);
  chat.changing.undo();
  assert.equal(chat.thread.isOver, false);
});

test('the number of a reply leads to the thread that it is in', async () => {
  const { house, chat, post } = await thread(3);
  assert.equal(chat.thread.meant, 1);
  chat.open('r', 0, chat.thread.meant);
  await settled();
  assert.deepEqual([chat.thread.meant, chat.thread.messages.length], [0, 3]);
  await post('three');
  assert.deepEqual([house.log.at(-1).thread, chat.outbox.in('r')], [1, []]);
});

const SECRET = /secret/;

/** A private room with a thread open, of which a reply is deleted and another edited while one hears nothing. */
async function privateThread() {
  const opened = await thread(1, (house) => {
    house.kind = 'private';
    house.joined.add('me');
    house.reply('jun', 1, 'secret');
  });
  const { house, chat } = opened;
  const change = () => house.change('jun', 'delete', 4).change('tom', 'edit', 3, 'newer');
  /** What has been shown since the room was there again. */
  const seen = [];
  const look = () => chat.watch(() => chat.room && seen.push(...[...chat.messages, ...chat.thread.messages, ...chat.pins.messages].map(({ text }) => text)));
  return { ...opened, change, look, seen, shown: () => chat.thread.messages.map(({ text }) => text) };
}

test('who is let into a room again has its open thread as it is now, at once', async () => {
  for (const floor of [0, 3]) {
    const { house, tab, chat, change, look, seen, shown } = await privateThread();
    house.change('jun', 'pin', 4);
    tab.hears();
    await settled();
    chat.writing.write('half', chat.thread.place);
    house.note('jun', 'remove', 'me');
    tab.hears();
    await settled();
    change();
    house.note('jun', 'invite', 'me');
    house.floor = floor;
    look();
    await chat.rooms.refresh();
    await settled();
    tab.hears();
    await settled();
    assert.deepEqual(shown(), ['text 1', 'one', 'newer', ''].slice(Math.max(0, floor - 1)));
    assert.ok(!seen.some((text) => SECRET.test(text)), String(seen));
    assert.ok(chat.followers.isKnown, 'by what one sees of it');
    assert.equal(chat.drafts.text('r/1'), 'half');
  }
});

test('an open thread is loaded anew with its room, where too much was said meanwhile to hear of it', async () => {
  const { house, tab, change, shown } = await privateThread();
  tab.loses();
  change();
  house.fill(1_001);
  await tab.connects();
  await settled();
  assert.deepEqual(shown(), ['text 1', 'one', 'newer', '']);
});

test('who was let in again while one heard nothing begins anew, in the thread, too', async () => {
  const { house, chat, change, shown } = await privateThread();
  chat.open('r', 0);
  await settled();
  change();
  house.floor = 3;
  await chat.rooms.refresh();
  const unread = chat.rooms.unread(chat.room);
  assert.notEqual(unread, 0);
  chat.deliver('room.r', { epoch: house.epoch, head: house.head, events: [], reset: true });
  await settled();
  assert.equal(chat.rooms.unread(chat.room), unread, 'the log is the same');
  await settled();
  chat.open('r', 0, 1);
  await settled();
  assert.deepEqual(shown(), ['newer', '']);
  assert.ok(!chat.messages.some(({ text }) => SECRET.test(text)));
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Timelines } from '#page/state/timelines.js';
import { Timeline } from '#page/state/timeline.js';
import { rows } from '#page/view/timeline/rows.js';
import { random } from '../support/browser.js';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** A room of three messages, the last of which is one's own. */
async function room(browser = undefined) {
  const house = new House().fill(2);
  house.post('me', 'mine');
  const tab = await new Tab(house, 'me', browser).comes();
  return { house, tab, chat: tab.chat, numbered: (seq) => tab.chat.messages.find((message) => message.seq === seq) };
}

test('a reply is shown at once with what it answers, and is sent with its number', async () => {
  const { house, tab, chat, numbered } = await room();
  chat.writing.answer(numbered(1));
  chat.writing.post('so');
  assert.deepEqual(chat.outbox.in('r').map(({ reply, thread }) => [reply.seq, reply.text, thread]), [[1, 'text 1', 1]]);
  assert.equal(chat.answering.in('r'), null, 'what comes next answers nothing');
  await settled();
  tab.hears();
  assert.deepEqual([house.log.at(-1).ref, house.log.at(-1).thread], [1, 1]);
  assert.deepEqual(numbered(4).reply, { seq: 1, user: { id: 'jun', name: 'jun' }, text: 'text 1' });
  assert.equal(numbered(1).replies.count, 1);
  assert.ok(numbered(1).replies.mine);
  chat.writing.answer(numbered(4));
  chat.writing.post('and so');
  await settled();
  tab.hears();
  assert.deepEqual([numbered(5).reply.seq, numbered(5).thread, numbered(1).replies.count], [4, 1, 2], 'a reply to a reply stays in the thread');
});

test('what is written offline keeps what it answers, also when another tab sends it', async () => {
  const browser = new Browser();
  const { house, tab, chat, numbered } = await room(browser);
  tab.loses();
  chat.writing.answer(numbered(2));
  chat.writing.post('later');
  await settled();
  tab.dies();
  await new Tab(house, 'me', browser).comes();
  await clock.pass(10_000);
  assert.deepEqual(house.log.slice(3).map(({ text, ref }) => [text, ref]), [['later', 2]]);
});

test('what a draft answers outlives a reload, and goes with the person', async () => {
  const browser = new Browser();
  const { house, chat, numbered } = await room(browser);
  chat.writing.write('half');
  chat.writing.answer(numbered(1));
  const next = (await new Tab(house, 'me', browser).comes()).chat;
  assert.deepEqual([next.drafts.text('r'), next.answering.in('r').seq], ['half', 1]);
  assert.equal(next.answering.in('r').text, house.log[0].text, 'what it says is asked for');
  assert.ok(!browser.area.getItem('dochat.answering.me').includes(house.log[0].text), 'and not kept');
  house.change('jun', 'delete', 1);
  const later = (await new Tab(house, 'me', browser).comes()).chat;
  assert.ok(later.answering.in('r').deleted);
  next.answering.become('r', null);
  assert.equal(next.drafts.text('r'), 'half');
  next.writing.answer(numbered(2));
  await next.leaving.signOut();
  assert.equal((await new Tab(house, 'me', browser).comes()).chat.answering.in('r'), null);
});

test('until it is delivered, too, a reply quotes what it answers as that is now', async () => {
  const { house, tab, chat, numbered } = await room();
  chat.writing.answer(numbered(1));
  house.change('jun', 'edit', 1, 'newer');
  tab.hears();
  chat.writing.post('so');
  await settled();
  assert.deepEqual([chat.messages.at(-1).text, chat.messages.at(-1).reply.text, chat.messages.at(-1).thread, chat.timeline.last], ['so', 'newer', 1, 4]);
});

test('of what the release before kept of it, the words go', async () => {
  const browser = new Browser();
  browser.area.setItem('dochat.answering.me', JSON.stringify({ r: { seq: 1, thread: 1, user: { id: 'jun', name: 'jun' }, text: 'text 1' }, 'r/2': { seq: 2, thread: 2, user: { id: 'jun', name: 'jun' }, text: 'said there' } }));
  await room(browser);
  assert.doesNotMatch(browser.area.getItem('dochat.answering.me'), /text 1|said there/);
});

test('what is answered is asked for again by who comes back: nobody tells what becomes of it meanwhile', async () => {
  const { house, chat, numbered } = await room();
  chat.writing.write('half');
  chat.writing.answer(numbered(1));
  await chat.open('');
  house.change('jun', 'delete', 1);
  await chat.open('r');
  await settled();
  assert.deepEqual(chat.answering.in('r'), { seq: 1, user: { id: 'jun', name: 'jun' }, deleted: true, thread: 1 });
  await chat.open('r', 0, 2);
  chat.writing.answer(numbered(2), chat.thread.place);
  await chat.open('');
  house.change('jun', 'edit', 2, 'newer');
  await chat.open('r', 0, 2);
  await settled();
  assert.equal(chat.answering.in('r/2').text, 'newer');
});

test('of a message that is gone meanwhile nothing stays in what answers it', async () => {
  const { house, tab, chat, numbered } = await room();
  chat.writing.answer(numbered(1));
  tab.line.refuses = (address) => address === 'chat.post' && 'busy';
  chat.outbox.add('r', 'waits', chat.answering.in('r'));
  house.change('jun', 'delete', 1);
  tab.hears();
  assert.deepEqual(chat.answering.in('r'), { seq: 1, thread: 1, user: { id: 'jun', name: 'jun' }, deleted: true });
  const [{ reply }] = rows({ messages: chat.messages, posts: chat.outbox.in('r'), marker: null, me: chat.session.user }).slice(-1);
  assert.ok(reply.deleted);
});

test('what answers a message that is gone can be sent as one of its own', async () => {
  const { house, tab, chat, numbered } = await room();
  tab.line.refuses = (address, { reply }) => address === 'chat.post' && reply && 'message_not_found';
  chat.writing.answer(numbered(1));
  chat.writing.post('too late');
  await settled();
  const [{ id, state, code }] = chat.outbox.in('r');
  assert.deepEqual([state, code], ['failed', 'message_not_found']);
  chat.outbox.sendAlone(id);
  await settled();
  assert.deepEqual([house.log.at(-1).text, house.log.at(-1).ref], ['too late', undefined]);
});

test('quotes change with what they quote, also by what is not told yet', async () => {
  const { house, tab, chat, numbered } = await room();
  house.reply('jun', 3, 'so');
  tab.hears();
  chat.changing.save('r', 3, 'better');
  assert.equal(numbered(4).reply.text, 'better');
  chat.changing.delete('r', 3);
  assert.ok(numbered(4).reply.deleted);
  chat.changing.undo();
  assert.equal(numbered(4).reply.text, 'better');
});

test('what a reply answers further up is asked for', async () => {
  const { house, tab, chat, numbered } = await room();
  house.fill(150);
  const later = await new Tab(house, 'tom').comes();
  assert.ok(later.chat.messages[0].seq > 1);
  house.reply('jun', 1, 'do you remember?');
  house.change('jun', 'edit', 1, 'another text');
  later.hears();
  assert.equal(later.chat.messages.at(-1).reply.text, undefined);
  await settled();
  assert.equal(later.chat.messages.at(-1).reply.text, 'another text');
  tab.hears();
  assert.equal(numbered(154).reply.text, 'another text', 'who has it needs not ask');
});

test('what was before one came is not there, nor asked for again', async () => {
  const house = new House().fill(2);
  house.reply('jun', 1, 'an answer');
  house.floor = 3;
  const tab = await new Tab(house, 'me').comes();
  const { chat, chat: { timeline } } = tab;
  assert.deepEqual([timeline.messages.map(({ seq }) => seq), timeline.floor, timeline.complete], [[3], 3, true]);
  house.change('jun', 'edit', 1, 'other words');
  house.reply('tom', 1, 'another');
  tab.hears();
  assert.equal(timeline.unquoted, 5);
  await settled();
  assert.deepEqual(timeline.messages.map(({ seq, reply }) => [seq, reply]), [[3, { seq: 1, hidden: true }], [5, { seq: 1, hidden: true }]]);
  assert.deepEqual([timeline.unquoted, timeline.attached], [0, true]);
  await chat.open('r', 0, 1);
  await settled();
  assert.deepEqual(chat.thread.messages.map(({ text }) => text), ['an answer', 'another']);
  chat.writing.post('so', chat.thread.place);
  await settled();
  assert.deepEqual([house.log.at(-1).text, house.log.at(-1).ref], ['so', 5], 'what is not there cannot be answered');
});

test('an open thread has its messages alone, lives, and is written to while the room stays where it is', async () => {
  const { house, tab, chat } = await room();
  house.reply('jun', 3, 'one');
  house.fill(3);
  tab.hears();
  await chat.open('r', 0, 3);
  await settled();
  const shown = () => chat.thread.messages.map(({ text }) => text);
  assert.deepEqual(shown(), ['mine', 'one']);
  house.reply('tom', 4, 'two');
  house.fill(1);
  tab.hears();
  assert.deepEqual(shown(), ['mine', 'one', 'two']);
  chat.timeline.following = false;
  house.fill(450);
  tab.hears();
  assert.equal(chat.timeline.attached, false, 'the reader is further up');
  chat.writing.post('three', chat.thread.place);
  assert.equal(chat.timeline.wantsLatest, false);
  await settled();
  assert.deepEqual(chat.outbox.in('r').map(({ reply, thread }) => [reply.seq, thread]), [[3, 3]], 'until the thread has it');
  tab.hears();
  assert.deepEqual(shown(), ['mine', 'one', 'two', 'three']);
  assert.deepEqual(chat.outbox.in('r'), []);
  tab.loses();
  house.reply('tom', 3, 'while away');
  await tab.connects();
  await settled();
  assert.equal(shown().at(-1), 'while away');
  house.replace();
  house.fill(1);
  chat.deliver('room.r', { epoch: house.epoch, head: 1, reset: true });
  await settled();
  assert.deepEqual(shown(), []);
});

test('a thread that is opened again has what came meanwhile, also where it was closed before it was loaded', async () => {
  const { house, tab, chat } = await room();
  for (const wait of [settled, async () => {}, settled]) {
    await chat.open('r', 0, 3);
    await wait();
    await chat.open('r');
    house.reply('jun', 3, 'so');
    tab.hears();
    await settled();
  }
  await chat.open('r', 0, 3);
  await settled();
  assert.equal(chat.thread.messages.length, 4);
});

test('an answer to one, or in a thread that one took part in, counts like a mention', async () => {
  const { house, tab, chat } = await room();
  await chat.rooms.join('r');
  const mentions = () => chat.rooms.mentions(chat.room);
  chat.reading.look({ visible: false });
  house.reply('jun', 1, 'not me');
  tab.hears();
  assert.equal(mentions(), 0);
  house.reply('jun', 3, 'me');
  tab.hears();
  assert.equal(mentions(), 1);
  house.reply('me', 1, 'I take part');
  house.reply('jun', 4, 'then this is for me');
  tab.hears();
  assert.equal(mentions(), 2);
});

test('what is covered by a thread is not read', async () => {
  const { house, tab, chat } = await room();
  await chat.rooms.join('r');
  chat.reading.look({ atBottom: true, covered: true });
  house.post('jun', 'news');
  tab.hears();
  assert.equal(chat.rooms.unread(chat.room), 1);
  chat.reading.look({ covered: false });
  assert.equal(chat.rooms.unread(chat.room), 0);
});

test('whatever order pages and deliveries come in, a thread has its messages as they are', async () => {
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed);
    const pick = (n) => Math.floor(next() * n);
    const house = new House().fill(5);
    const held = [];
    const ask = (_, body) => new Promise((resolve) => { const page = structuredClone(house.messages(body)); held.push(() => resolve(page)); });
    const timelines = new Timelines(/** @type {any} */ ({ ask, listen() {}, unlisten() {} }), () => 'me');
    const thread = timelines.of('r/2');
    const release = async () => { held.splice(pick(held.length), 1)[0]?.(); await settled(); };
    let told = house.head;
    const hear = (most) => { thread.deliver(house.delivery(told, most)); told = Math.max(told, thread.cursor ?? 0); timelines.thread('r/2'); };
    thread.deliver({ epoch: house.epoch, head: told });
    for (let step = 0; step < 60; step++) {
      const messages = house.log.filter(({ type, thread: its, seq }) => type === 'message' && (seq === 2 || its === 2 || next() < 0.2));
      const { seq } = messages[pick(messages.length)];
      await [() => house.fill(pick(4)), () => house.reply(['me', 'jun', 'tom'][pick(3)], seq, 'so'), () => house.change('jun', ['edit', 'delete', 'react'][pick(3)], seq, '👍'),
        () => hear(1 + pick(9)), () => { timelines.thread('r/2'); }, () => { timelines.quote('r/2'); }, release, release][pick(8)]();
    }
    hear(999);
    for (let tries = 0; tries < 40 && (held.length || !thread.attached || thread.unquoted); tries++) {
      timelines.quote('r/2');
      await release();
    }
    const clean = (messages) => JSON.parse(JSON.stringify(messages.map(({ asOf, replies, reactions, ...message }) => ({
      ...message, ...(replies && { replies: { ...replies, mine: Boolean(replies.mine) } }), ...(reactions?.length && { reactions: reactions.map(({ mine, ...each }) => each) }) }))));
    assert.deepEqual(clean(thread.messages), clean(house.messages({ thread: 2, limit: 500 }).messages), `seed ${seed}`);
  }
});

test('nothing of a deleted reply stays, and older pages know that it was there', () => {
  const house = new House().fill(1);
  const timeline = new Timeline(() => 'me');
  const older = house.messages({});
  timeline.deliver({ epoch: house.epoch, head: 1 });
  house.reply('jun', 1, 'secret');
  house.reply('jun', 2, 'stays');
  house.change('jun', 'delete', 2);
  timeline.deliver(house.delivery(1));
  timeline.fill(older);
  assert.equal(timeline.messages[0].replies.count, 1);
});

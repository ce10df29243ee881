import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { isFollowed } from '#page/state/messages.js';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** Jun asks, Tom answers, and one looks at that thread. */
async function thread() {
  const house = new House();
  house.post('jun', 'tea?');
  house.reply('tom', 1, 'yes');
  for (const user of ['me', 'jun', 'tom']) house.joined.add(user);
  const tab = await new Tab(house, 'me').comes();
  const { chat } = tab;
  await chat.open('r', 0, 1);
  await settled();
  return { house, tab, chat, people: () => [chat.followers.users.map(({ id }) => id).join(' '), chat.followers.following] };
}

test('who follows a thread is told when it is opened, and when somebody says or writes something', async () => {
  const { house, tab, chat, people } = await thread();
  assert.deepEqual(people(), ['jun tom', false]);
  await chat.followers.say('r', 1, true);
  tab.hears();
  await settled();
  assert.deepEqual(people(), ['jun me tom', true]);
  assert.equal(chat.messages[0].follows, true);
  await chat.followers.say('r', 2, false);
  tab.hears();
  await settled();
  assert.deepEqual([people(), chat.messages[0].follows], [['jun tom', false], false], 'by any message of it');
  house.reply('ada', 1, 'me too');
  tab.hears();
  await clock.pass(1_500);
  assert.deepEqual(people(), ['ada jun tom', false]);
  house.post('bob', 'elsewhere');
  const { length } = house.asked;
  tab.hears();
  await settled();
  assert.equal(house.asked.slice(length).some(({ address }) => address === 'chat.followers'), false, 'what is in no thread changes nothing');
  await chat.open('r');
  assert.deepEqual([chat.followers.room, chat.followers.thread], ['r', 0]);
});

test('a refusal is told to who asked, and what is not known stays so', async () => {
  const { tab, chat, people } = await thread();
  tab.line.refuses = (address) => address.startsWith('chat.follow') && 'unknown_address';
  await assert.rejects(chat.followers.say('r', 1, true), { code: 'unknown_address' });
  assert.deepEqual(people(), ['jun tom', false]);
  await chat.followers.look('r', 2);
  assert.deepEqual([chat.followers.isKnown, people()], [false, ['', false]]);
});

test('a reply calls who follows, and nobody who does so no longer', async () => {
  const { house, tab, chat } = await thread();
  const called = async (text) => {
    house.reply('jun', 2, text);
    tab.hears();
    await settled();
    return chat.rooms.get('r').calls.includes(house.head);
  };
  chat.reading.look({ visible: false });
  assert.equal(await called('not me'), false);
  await chat.followers.say('r', 1, true);
  tab.hears();
  assert.equal(await called('me'), true);
  await chat.followers.say('r', 1, false);
  tab.hears();
  house.reply('me', 1, 'but I write');
  tab.hears();
  assert.equal(await called('not me, all the same'), false);
});

test('who has written follows as long as they say nothing else', () => {
  const root = /** @type {any} */ ({ user: { id: 'jun' } });
  assert.deepEqual([isFollowed(root, 'me'), isFollowed(root, 'jun'), isFollowed({ ...root, replies: { mine: true } }, 'me'), isFollowed({ ...root, follows: true }, 'me'),
    isFollowed({ ...root, follows: false }, 'jun')], [false, true, true, true, false]);
});

test('each author is asked about once, and who has gone follows no more', async () => {
  const { house, tab, chat } = await thread();
  const asked = () => house.asked.filter(({ address }) => address === 'chat.followers').length;
  chat.followers.users = [];
  const before = asked();
  for (let i = 0; i < 3; i++) {
    house.reply('jun', 1, `again ${i}`);
    tab.hears();
    await clock.pass(1_500);
    chat.followers.users = [];
  }
  assert.equal(asked(), before + 1);
  chat.followers.users = [{ id: 'tom', name: 'tom' }];
  house.note('jun', 'remove', 'tom');
  tab.hears();
  await clock.pass(1_500);
  assert.equal(asked(), before + 2);
});

test('where what began it is from before one came, one asks by what one sees', async () => {
  const { house, chat } = await thread();
  const answer = house.answer.bind(house);
  const seqs = [];
  house.answer = (user, address, body) => {
    if (address === 'chat.followers') seqs.push(body.seq);
    return answer(user, address, body);
  };
  chat.followers.isKnown = false;
  await chat.followers.lookBy(2);
  await chat.followers.lookBy(2);
  assert.deepEqual([seqs, chat.followers.isKnown], [[2], true]);
});

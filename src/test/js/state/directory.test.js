import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, refusal } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const room = (name) => ({ id: name, name, topic: '', kind: 'public', head: 0, members: 1, joined: false, read: 0, unread: 0, mentions: 0 });
const many = (from, to) => Array.from({ length: to - from }, (_, i) => room(`r${String(from + i).padStart(3, '0')}`));

/** Somebody before a directory, and what was asked of it. */
async function somebody(directory) {
  const house = new House();
  house.joined.add('me');
  house.directory = directory;
  const tab = await new Tab(house, 'me').comes();
  const asked = () => house.asked.filter(({ address }) => address === 'chat.directory').map(({ body }) => body);
  return { tab, chat: tab.chat, found: tab.chat.directory, asked };
}

test('pages follow one another as far as one looks, and none is asked for twice', async () => {
  const { found, asked } = await somebody(({ after }) => (after ? many(50, 60) : many(0, 50)));
  found.begin();
  await clock.pass(0);
  await settled();
  assert.deepEqual([found.found.length, found.isWhole], [50, false]);
  found.more();
  found.more();
  await settled();
  assert.deepEqual([found.found.length, found.isWhole], [60, true]);
  found.more();
  await settled();
  assert.deepEqual(asked(), [{}, { after: 'r049' }]);
});

test('people follow one another by their ids, and a node of the release before, which knows no pages, names nobody twice', async () => {
  const { tab, chat } = await somebody(() => []);
  const { house } = tab;
  const found = chat.peopleDirectory;
  house.people = Array.from({ length: 70 }, (_, i) => `p${i + 10}`);
  const looksTwice = async (change = () => {}) => {
    found.begin('p');
    await clock.pass(0);
    await settled();
    change();
    found.more();
    await settled();
    return [found.found.length, found.isWhole, found.isCut];
  };
  assert.deepEqual(await looksTwice(), [70, true, false]);
  assert.deepEqual(house.asked.filter(({ address }) => address === 'chat.people').map(({ body }) => body), [{ limit: 50, search: 'p' }, { limit: 50, search: 'p', after: 'p59' }]);
  assert.deepEqual(await looksTwice(() => (house.hasPagesOfPeople = false)), [50, true, true], 'there may be more');
  assert.deepEqual(await looksTwice(), [20, true, false]);
});

test('of too many the first are found, and it is said that there may be more', async () => {
  const all = Array.from({ length: 1_200 }, (_, i) => room(`r${i + 1_000}`));
  const { found, asked } = await somebody(({ after = '' }) => all.filter(({ name }) => name > after).slice(0, 50));
  found.begin();
  await clock.pass(0);
  await settled();
  for (let page = 1; page < 30; page++) {
    found.more();
    await settled();
  }
  assert.deepEqual([found.found.length, found.isWhole, found.isCut, asked().length], [1_000, true, true, 20]);
});

test('one asks when nobody types any more, and only the last answer counts', async () => {
  const { found, asked } = await somebody(({ q = '' }) => [room(`for ${q}`)]);
  found.begin();
  for (const text of ['ㄱ', '가', '가나']) {
    found.search(text);
    await clock.pass(100);
  }
  assert.deepEqual([asked(), found.isKnown], [[], false]);
  await clock.pass(200);
  await settled();
  assert.deepEqual([asked(), found.found.map(({ name }) => name)], [[{ q: '가나' }], ['for 가나']]);
  found.search('가나다');
  assert.deepEqual([found.found.length, found.isKnown], [1, false], 'what was found stands there, and Enter waits');
});

test('Enter opens the first one of what is written as soon as there is an answer, and nothing when something else was written until then', async () => {
  const { tab, found } = await somebody(({ q = '' }) => (q === 'nobody' ? [] : [room(`first for ${q}`), room(`second for ${q}`)]));
  const opened = [];
  const enter = () => found.open(({ name }) => opened.push(name));
  found.begin('a');
  enter();
  await clock.pass(0);
  await settled();
  assert.deepEqual(opened, ['first for a']);
  found.move(1);
  enter();
  assert.deepEqual(opened, ['first for a', 'second for a'], 'at once where there is an answer');
  found.search('b');
  enter();
  found.search('bc');
  await clock.pass(200);
  await settled();
  found.search('nobody');
  enter();
  await clock.pass(200);
  await settled();
  assert.equal(opened.length, 2);
  tab.line.refuses = (address) => address === 'chat.directory' && refusal('rate_limited', 2);
  found.search('d');
  enter();
  await clock.pass(200);
  tab.line.refuses = () => null;
  await clock.pass(2_000);
  await settled();
  assert.deepEqual(opened.slice(2), ['first for d']);
  tab.line.refuses = (address) => address === 'chat.directory' && 'offline';
  found.search('e');
  enter();
  await clock.pass(200);
  await settled();
  tab.line.refuses = () => null;
  await tab.connects();
  await settled();
  assert.deepEqual([opened.length, found.found[0].name], [3, 'first for e'], 'who was told why sees it first');
});

test('who is too quick is answered a moment later; another refusal is told', async () => {
  const { tab, found } = await somebody(() => [room('a')]);
  tab.line.refuses = (address) => address === 'chat.directory' && refusal('rate_limited', 2);
  found.begin();
  await clock.pass(0);
  await settled();
  assert.deepEqual([found.isKnown, found.problem], [false, null]);
  tab.line.refuses = (address) => address === 'chat.directory' && 'offline';
  await clock.pass(2_000);
  await settled();
  assert.equal(found.problem?.code, 'offline');
  tab.line.refuses = () => null;
  found.search('a');
  await clock.pass(200);
  await settled();
  assert.deepEqual([found.problem, found.found.length], [null, 1]);
});

test('what was found stays while the next page is refused, and is asked for again when the line is open', async () => {
  const { tab, found } = await somebody(({ after }) => (after ? many(50, 60) : many(0, 50)));
  found.begin();
  await clock.pass(0);
  await settled();
  tab.line.refuses = (address) => address === 'chat.directory' && refusal('rate_limited', 2);
  found.more();
  await settled();
  tab.line.refuses = (address) => address === 'chat.directory' && 'offline';
  await clock.pass(2_000);
  await settled();
  assert.deepEqual([found.problem?.code, found.found.length], ['offline', 50]);
  tab.line.refuses = () => null;
  await tab.connects();
  await settled();
  assert.deepEqual([found.problem, found.found.length, found.isWhole], [null, 60, true]);
});

test('the list has one\'s own rooms and the one that is open; a room of the directory is there at once', async () => {
  const { chat } = await somebody(() => []);
  const ids = () => [...chat.rooms.all.keys()].sort();
  chat.rooms.meet(/** @type {any} */ ({ ...room('met'), head: 7 }));
  await chat.open('met');
  assert.deepEqual([ids(), chat.room?.head], [['met', 'r'], 7]);
  await chat.open('r');
  await chat.rooms.refresh();
  assert.deepEqual(ids(), ['r']);
});

test('a link into a public room that one is not in finds it, and shows meanwhile that it is looked for', async () => {
  const house = new House().fill(1);
  const { chat } = await new Tab(house, 'me').comes();
  await chat.open('');
  await chat.rooms.refresh();
  assert.equal(chat.rooms.get('r'), undefined);
  const opened = chat.open('r');
  assert.equal(chat.looksFor, 'r');
  await opened;
  await settled();
  assert.deepEqual([chat.room?.id, chat.room?.joined, chat.looksFor], ['r', false, '']);
  await chat.open('nowhere');
  await settled();
  assert.deepEqual([chat.room, chat.looksFor], [undefined, '']);
});

test('that there is a room more is nothing to ask for, but for who waits for it', async () => {
  const { tab, chat } = await somebody(() => []);
  const asked = () => tab.house.asked.filter(({ address }) => address.startsWith('chat.room')).length;
  await clock.pass(2_000);
  const before = asked();
  chat.deliver('chat.rooms', { changed: true });
  await clock.pass(2_000);
  assert.equal(asked(), before);
  await chat.open('to come');
  const opened = asked();
  chat.deliver('chat.rooms', { changed: true });
  await clock.pass(2_000);
  assert.equal(asked(), opened + 1);
});

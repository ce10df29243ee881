import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Cards } from '#page/state/cards.js';
import { Clock } from '../support/clock.js';

let asked;
let heard;
let answers;
let cards;
const card = (id, more = {}) => ({ user: { id, name: id }, ...more });
const turn = () => new Promise((resolve) => setImmediate(resolve));
beforeEach(() => {
  [asked, heard, answers] = [[], [], new Map()];
  const answer = ({ users }) => ({ cards: users.filter((id) => answers.has(id)).map((id) => answers.get(id)) });
  cards = new Cards(/** @type {any} */ ({
    listen: (address, headers) => heard.push([address, headers]),
    ask: async (address, body) => (asked.push([address, body]), address === 'chat.profile' ? card('me', body) : answer(body)),
  }), {});
});

test('those who are looked at are asked for together, once, and not before changes are listened to', async () => {
  for (const id of ['a', 'b', 'nobody']) answers.set(id, card(id, { zone: 'Asia/Seoul' }));
  answers.delete('nobody');
  for (const id of ['a', 'b', 'a', 'nobody']) assert.equal(cards.of(id), null);
  cards.begin();
  await turn();
  assert.deepEqual([asked, heard], [[], [['chat.cards', {}]]]);
  cards.deliver({ state: '7', users: [] });
  await turn();
  assert.deepEqual(asked, [['chat.cards', { users: ['a', 'b', 'nobody'] }]]);
  assert.equal(cards.of('a').zone, 'Asia/Seoul');
  assert.equal(cards.of('nobody'), null);
  await turn();
  assert.equal(asked.length, 1);
});

test('more than a hundred are asked for in turn', async () => {
  cards.deliver({ state: '1', users: [] });
  for (let i = 0; i < 130; i++) cards.of(`p${i}`);
  await turn();
  assert.deepEqual(asked.map(([, { users }]) => users.length), [100, 30]);
});

test('whose change is told is asked for again, if anybody looks at them', async () => {
  cards.deliver({ state: '1', users: [] });
  cards.of('a');
  await turn();
  const before = cards.version;
  answers.set('a', card('a', { picture: 2 }));
  cards.deliver({ state: '2', users: ['a', 'stranger'] });
  await turn();
  assert.deepEqual(asked.at(-1), ['chat.cards', { users: ['a'] }]);
  assert.equal(cards.of('a').picture, 2);
  assert.ok(cards.version > before);
  cards.begin();
  assert.deepEqual(heard.at(-1), ['chat.cards', { state: '2' }], 'it goes on from there');
});

test('who is called by name is not asked for, but told of when the account is deleted', async () => {
  cards.deliver({ state: '1', users: [] });
  assert.ok(!cards.isGone('a'));
  assert.ok(!cards.isGone('b'));
  await turn();
  assert.deepEqual(asked, []);
  for (const id of ['a', 'stranger']) answers.set(id, { user: { id, name: 'deleted account' }, state: 'deleted' });
  cards.deliver({ state: '2', users: ['a', 'stranger'] });
  await turn();
  assert.deepEqual(asked, [['chat.cards', { users: ['a'] }]]);
  assert.deepEqual([cards.isGone('a'), cards.isGone('b'), cards.gone], [true, false, 1]);
  cards.deliver({ state: '3', users: ['a'] });
  await turn();
  assert.equal(cards.gone, 1, 'nobody goes twice');
  cards.forget();
  assert.deepEqual([cards.isGone('a'), cards.gone], [false, 0]);
});

test('what is drawn with a name is drawn anew when somebody has another one than it was given, and not for anybody else', async () => {
  const [old, now] = ['Ann', 'Anna'].map((name) => ({ id: 'a', name }));
  cards.deliver({ state: '1', users: [] });
  for (const id of ['b', 'c']) answers.set(id, card(id));
  assert.deepEqual(['b', 'c'].map((id) => cards.called({ id, name: id }).name), ['b', 'c']);
  cards.of('b');
  answers.set('a', { user: now });
  assert.equal(cards.called(old).name, 'Ann');
  assert.equal(cards.called(now).name, 'Anna', 'a message that is newer');
  await turn();
  assert.equal(cards.renamed, 0);
  cards.deliver({ state: '2', users: ['a', 'c'] });
  await turn();
  assert.deepEqual([cards.renamed, cards.called(old).name], [1, 'Anna']);
  cards.deliver({ state: '3', users: ['a'] });
  await turn();
  assert.equal(cards.renamed, 1, 'it has that name already');
});

test('what is not known to be so still is asked for again', async () => {
  cards.deliver({ state: '1', users: [] });
  for (const id of ['a', 'b']) cards.of(id);
  await turn();
  cards.deliver({ state: '9', all: true });
  await turn();
  assert.deepEqual(asked.at(-1)[1].users, ['a', 'b']);
  cards.deliver({ state: '10', users: [] });
  await turn();
  assert.equal(asked.length, 3, 'another tab has begun anew');
});

test('what could not be asked is asked when the line is open again', async () => {
  let fails = true;
  cards = new Cards(/** @type {any} */ ({ listen() {}, ask: async (_, { users }) => { if (fails) throw { code: 'lost' }; return { cards: users.map((id) => card(id)) }; } }), {});
  cards.deliver({ state: '1', users: [] });
  cards.of('a');
  await turn();
  assert.equal(cards.of('a'), null);
  fails = false;
  cards.begin();
  await turn();
  assert.equal(cards.of('a')?.user.id, 'a');
});

test('an answer for who was here before is none', async () => {
  answers.set('a', card('a'));
  cards.deliver({ state: '1', users: [] });
  cards.of('a');
  await Promise.resolve();
  cards.forget();
  await turn();
  assert.equal(cards.version, 0);
});

test('a status is over at its end, of which those who show it are told, also after a sleep, and however far it is', async () => {
  const clock = Clock.install();
  const day = 86_400_000;
  try {
    const lunch = (millis) => ({ status: { emoji: '🍚', ends: new Date(Date.now() + millis).toISOString() } });
    for (const [id, millis] of Object.entries({ a: 30_000, b: -1, c: 90_000, d: 40 * day })) answers.set(id, card(id, lunch(millis)));
    cards.deliver({ state: '1', users: [] });
    const shown = () => ['a', 'b', 'c', 'd'].filter((id) => cards.statusOf(id)).join(' ');
    shown();
    await clock.pass(0);
    const told = [];
    cards.watch(() => told.push([shown(), cards.version]));
    assert.deepEqual([shown(), cards.version], ['a c d', 1]);
    await clock.pass(30_000);
    assert.deepEqual(told, [['c d', 2]]);
    await clock.sleep(day);
    assert.deepEqual(told.slice(1), [['d', 3]]);
    await clock.pass(39 * day);
    assert.deepEqual(told.slice(2), [['', 4]]);
    answers.set('a', card('a', lunch(10_000)));
    cards.deliver({ state: '2', users: ['a'] });
    await clock.pass(0);
    cards.forget();
    await clock.pass(day);
    assert.deepEqual([told.length, cards.version], [4, 5], 'nobody is told of who was shown before');
  } finally {
    clock.restore();
  }
});

test('a picture is sent to the door, and the card is what it answers', async () => {
  const done = [];
  cards = new Cards(/** @type {any} */ ({ listen() {} }), { putPicture: async (blob) => (done.push(blob), card('me', { picture: 7 })), deletePicture: async () => card('me') });
  await cards.show(/** @type {any} */ ('blob'));
  assert.deepEqual([done, cards.of('me')?.picture], [['blob'], 7]);
  await cards.hide();
  assert.equal(cards.of('me')?.picture, undefined);
});

test('what one changes oneself is there with the answer', async () => {
  await cards.change({ zone: 'Asia/Seoul' });
  assert.equal(cards.of('me')?.zone, 'Asia/Seoul');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Administration } from '#page/state/administration.js';
import { refusal } from '../support/house.js';

const person = (n) => /** @type {any} */ ({ user: { id: `u${n}`, name: `Name ${n}` }, role: 'person', active: true, created: '2026-05-03T09:30:00.000Z' });
const all = Array.from({ length: 120 }, (_, n) => person(n));
const entry = { guests: true, registration: 'open' };

/** A server with these people. */
const door = (others = {}) => ({
  entry: async () => entry,
  accounts: async ({ after = '', limit }) => {
    const from = after ? all.findIndex(({ user }) => user.id === after) + 1 : 0;
    return { accounts: all.slice(from, from + Number(limit)) };
  },
  changeAccount: async () => ({}),
  settleEntry: async (wanted) => ({ name: 'doChat', ...wanted }),
  ...others,
});

test('people come in pages, each once', async () => {
  const administration = new Administration(door());
  await administration.look();
  assert.deepEqual(administration.entry, entry);
  while (administration.hasMore) await administration.more();
  assert.deepEqual(administration.people.map(({ user }) => user.id), all.map(({ user }) => user.id));
});

test('an answer that somebody did not wait for is no news', async () => {
  const answers = [];
  const administration = new Administration(door({ accounts: () => new Promise((resolve) => answers.push(resolve)) }));
  const first = administration.sortBy('seen');
  const second = administration.sortBy('name');
  answers[1]({ accounts: [person(2)] });
  answers[0]({ accounts: [person(1)] });
  await Promise.all([first, second]);
  assert.deepEqual(administration.people, [person(2)]);
});

test('an answer from before a change does not take it back', async () => {
  const answers = [];
  const administration = new Administration(door({ accounts: () => new Promise((resolve) => answers.push(resolve)) }));
  const listed = administration.sortBy('name');
  await administration.change(person(1), { role: 'administrator' });
  answers[0]({ accounts: [person(1)] });
  while (answers.length < 2 && !administration.isKnown) await null;
  answers[1]?.({ accounts: [{ ...person(1), role: 'administrator' }] });
  await listed;
  assert.equal(administration.people[0].role, 'administrator');
});

test('what was refused leaves everybody as they are', async () => {
  const administration = new Administration(door({ changeAccount: async () => { throw refusal('not_permitted'); } }));
  await administration.look();
  await assert.rejects(administration.change(all[0], { active: false }), { code: 'not_permitted' });
  assert.equal(administration.people[0].active, true);
});

test('who was deactivated is seen to be, and what was said of the entrance holds', async () => {
  const administration = new Administration(door());
  await administration.look();
  await administration.change(all[3], { active: false });
  assert.deepEqual(administration.people.filter(({ active }) => !active).map(({ user }) => user.id), ['u3']);
  await administration.settle({ guests: false });
  assert.deepEqual(administration.entry, { name: 'doChat', guests: false, registration: 'open' });
});

test('what the chat is called is said only where it is to be something else, and of a node that does not know it one hears', async () => {
  const told = [];
  const administration = new Administration(door({ settleEntry: async (wanted) => (told.push(wanted), { name: 'Ours', ...wanted }) }));
  await administration.look();
  await administration.settle({ name: 'Tea' });
  await administration.settle({ registration: 'closed' });
  assert.deepEqual(told, [{ ...entry, name: 'Tea' }, { guests: true, registration: 'closed' }]);
  assert.equal(administration.entry.name, 'Ours');
  const older = new Administration(door({ settleEntry: async ({ name, ...known }) => known }));
  await older.look();
  await assert.rejects(older.settle({ name: 'Tea' }), { code: 'older_nodes' });
});

test('who names the chat lets nobody in whom another one keeps out meanwhile', async () => {
  let now = { name: 'doChat', ...entry };
  const administration = new Administration(door({ entry: async () => now, settleEntry: async (wanted) => (now = { ...now, ...wanted }) }));
  await administration.look();
  now = { ...now, guests: false, registration: 'closed' };
  await administration.settle({ name: 'Tea' });
  assert.deepEqual([now, administration.entry], [{ name: 'Tea', guests: false, registration: 'closed' }, now]);
});

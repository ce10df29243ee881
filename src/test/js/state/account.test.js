import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Account } from '#page/state/account.js';
import { Memory } from '#page/state/memory.js';
import { Session } from '#page/state/session.js';
import { Area } from '../support/browser.js';
import { refusal } from '../support/house.js';

const open = { guests: true, registration: 'open' };
const memory = () => {
  const area = /** @type {any} */ (new Area());
  return new Memory(() => area);
};
const account = (door) =>
  new Account({ entry: async () => open, me: async () => ({ user: {} }), sessions: async () => ({ sessions: [] }), ...door }, memory());
const fails = (code) => async () => { throw refusal(code); };

test('a guest has no handle, and who keeps the identity has one', async () => {
  const guest = account({ keep: async (handle) => ({ user: {}, handle }) });
  assert.equal(guest.handle, null);
  await guest.look();
  assert.equal(guest.handle, '');
  await guest.keep('minji', 'correct horse');
  assert.equal(guest.handle, 'minji');
});

test('a refusal is for who asked, and changes nothing', async () => {
  const guest = account({ keep: fails('handle_taken') });
  await guest.look();
  await assert.rejects(guest.keep('minji', 'correct horse'), { code: 'handle_taken' });
  assert.equal(guest.handle, '');
});

test('what cannot be asked is as in most chats', async () => {
  const out = account({ entry: fails('offline') });
  await out.lookAround();
  assert.deepEqual(out.entry, open);
  assert.ok(out.isOpen);
  const closed = account({ entry: async () => ({ guests: false, registration: 'closed' }) });
  await closed.lookAround();
  assert.ok(!closed.isOpen);
});

test('what the sign-in page offers is asked whenever it comes into sight, and only then', async () => {
  let asked = 0;
  const session = new Session({ signIn: async () => ({}), signOut: async () => {}, whoAmI: fails('unauthenticated') }, memory());
  account({ entry: async () => { asked += 1; return open; } }).follow(session);
  await session.recall();
  session.changed();
  assert.equal(asked, 1);
  session.confirm({ user: { id: 'u1' }, node: 'n', epoch: 'e' });
  assert.equal(asked, 1);
  session.end();
  assert.equal(asked, 2);
});

test('the list of sessions is asked anew when one has ended', async () => {
  const all = [{ id: 'b' }, { id: 'a', here: true }];
  const owner = account({ sessions: async () => ({ sessions: [...all] }), endSession: async (id) => void all.splice(all.findIndex((each) => each.id === id), 1) });
  await owner.list();
  assert.deepEqual(owner.sessions?.map(({ id }) => id), ['a', 'b'], 'this one first');
  await owner.end('b');
  assert.deepEqual(owner.sessions, [{ id: 'a', here: true }]);
  owner.forget();
  assert.deepEqual([owner.sessions, owner.handle], [null, null]);
});

test('who signed in with a handle is asked for it the next time, and no guest is', async () => {
  const who = async () => ({ user: { id: 'u1', name: 'Minji' }, node: 'n', epoch: 'e' });
  const session = new Session({ signIn: who, signInWith: who, whoAmI: who, signOut: async () => {} }, memory());
  await session.signInWith('minji', 'correct horse');
  assert.deepEqual([session.phase, session.lastHandle], ['in', 'minji']);
  await session.signIn('Minji');
  assert.deepEqual([session.lastHandle, session.lastName], ['', 'Minji']);
});

test('who goes to the provider is remembered where they were, and asks with the link by which they have come', async () => {
  const asked = [];
  const guest = account({ goToProvider: async (...words) => { asked.push(words); return { location: 'https://id.example/' }; } });
  assert.equal(await guest.goToProvider({ to: '#/room/tea/3', link: false }, 'secret'), 'https://id.example/');
  await guest.goToProvider({ to: '#/', link: true });
  assert.deepEqual(asked, [['secret', undefined], [undefined, true]]);
});

test('what an account signs in with is known when it is looked at, and forgotten with the person', async () => {
  const owner = account({ me: async () => ({ user: {}, handle: 'minji', password: false, linked: true }), entry: async () => ({ ...open, passwords: false, provider: { name: 'Mock' } }), unlink: async () => {} });
  assert.ok(owner.takesPasswords);
  await owner.look();
  assert.deepEqual([owner.hasPassword, owner.isLinked, owner.takesPasswords, owner.provider], [false, true, false, 'Mock']);
  await owner.unlink();
  assert.ok(!owner.isLinked);
  owner.forget();
  assert.ok(!owner.hasPassword);
});

test('who wanted in and is not hears why', async () => {
  const session = new Session({ signIn: async () => ({}), signOut: async () => {}, whoAmI: fails('unauthenticated') }, memory());
  await session.recall({ code: 'sign_in_over' });
  assert.equal(session.problem?.code, 'sign_in_over');
  await session.recall();
  assert.equal(session.problem?.code, 'sign_in_over', 'as long as nothing else is known');
});

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
  new Account({ entry: async () => open, me: async () => ({ user: {} }), sessions: async () => ({ sessions: [] }), passkeys: async () => ({ passkeys: [], password: true }), ...door }, memory());
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

test('a guest may become more where all may, and by invitation who has used a link', async () => {
  const may = async (registration, used, me = {}) => {
    const one = account({ entry: async () => ({ ...open, registration }), me: async () => me });
    assert.ok(!one.mayKeep({ used }), 'nothing is known yet');
    await one.look();
    return [one.mayKeep({ used }), one.admission({ link: '', used })];
  };
  assert.deepEqual(await may('open', ''), [true, undefined]);
  assert.deepEqual(await may('open', 'a'), [true, undefined], 'it may have been taken back');
  assert.deepEqual(await may('invitation', ''), [false, undefined]);
  assert.deepEqual(await may('invitation', 'a'), [true, 'a']);
  assert.equal((await may('closed', 'a'))[0], false);
  assert.equal((await may('invitation', 'a', { handle: 'minji' }))[0], false);
  assert.equal(account({}).admission({ link: 'b', used: 'a' }), 'b', 'the one at hand comes first');
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

test('what the chat is called stands in the browser until it is known to be something else', async () => {
  const kept = memory();
  const out = (door) => new Account({ entry: async () => open, ...door }, kept);
  assert.equal(out().chatName, 'doChat');
  await out({ entry: async () => ({ ...open, name: 'Tea <b>' }) }).lookAround();
  const later = out();
  let told = 0;
  later.watch(() => (told += 1));
  later.hearName();
  later.hearName('Tea <b>');
  assert.deepEqual([later.chatName, told], ['Tea <b>', 0]);
  await later.lookAround();
  assert.equal(later.chatName, 'Tea <b>', 'a node of the release before says nothing');
  await out({ entry: fails('offline') }).lookAround();
  assert.equal(out().chatName, 'Tea <b>');
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

test('a passkey stands where the password stands, and what is left empty is proven by one', async () => {
  const asked = [];
  const owner = account({
    hasPasskeys: true,
    passkeys: async () => ({ passkeys: [{ id: 'p1', name: 'phone' }], password: false }),
    proveWithPasskey: async () => ({ passkey: 'signed' }),
    addPasskey: async (...what) => void asked.push(['add', ...what]),
    removePasskey: async (...what) => void asked.push(['remove', ...what]),
    changePassword: async (...what) => void asked.push(['change', ...what]),
    deleteMe: async (...what) => void asked.push(['delete', ...what]),
  });
  assert.ok(owner.canHavePasskeys);
  assert.ok(!account({}).canHavePasskeys, 'at an address without a name');
  await owner.addPasskey('key', 'correct horse');
  assert.deepEqual([owner.passkeys?.length, owner.hasPassword], [1, false]);
  await owner.removePasskey('p1', '');
  await owner.changePassword('', 'better horse');
  await owner.changePassword('better horse', 'best horse');
  await owner.delete('');
  assert.deepEqual(asked, [['add', 'key', { password: 'correct horse' }], ['remove', 'p1', { passkey: 'signed' }], ['change', { passkey: 'signed' }, 'better horse'],
    ['change', { old: 'better horse' }, 'best horse'], ['delete', { passkey: 'signed' }]]);
  owner.forget();
  assert.deepEqual([owner.passkeys, owner.hasPassword], [null, false]);
});

test('who is linked and has no passkey at hand proves it by a sign-in at the provider', async () => {
  let isFresh = false;
  let hasKey = true;
  const asked = [];
  const removePasskey = async (id, proof) => {
    asked.push(proof);
    if (!proof.passkey && !isFresh) throw refusal('wrong_password');
  };
  const proveWithPasskey = async () => {
    if (!hasKey) throw refusal('passkey_not_given');
    return { passkey: 'signed' };
  };
  const owner = account({ entry: async () => ({ ...open, provider: 'Mock' }), me: async () => ({ user: {}, handle: 'minji', password: false, linked: true }),
    passkeys: async () => ({ passkeys: [{ id: 'a' }], password: false }), removePasskey, proveWithPasskey });
  await owner.look();
  await owner.list();
  await owner.removePasskey('a', '');
  assert.deepEqual(asked.splice(0), [{}, { passkey: 'signed' }]);
  hasKey = false;
  await assert.rejects(owner.removePasskey('a', ''), { code: 'sign_in_again' });
  isFresh = true;
  await owner.removePasskey('a', '');
  assert.deepEqual(asked.splice(0), [{}, {}]);
});

test('who has come with a passkey has named no handle, and is asked for theirs the next time', async () => {
  const who = async () => ({ user: { id: 'u1', name: 'Minji' }, node: 'n', epoch: 'e' });
  const kept = memory();
  const session = new Session({ signIn: who, signInWithPasskey: who, whoAmI: who, signOut: async () => {} }, kept);
  await session.signInWithPasskey();
  assert.deepEqual([session.phase, session.lastHandle], ['in', '']);
  await new Account({ me: async () => ({ handle: 'minji' }), entry: async () => open }, kept).look();
  assert.equal(session.lastHandle, 'minji');
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
  await guest.goToProvider({ to: '#/', link: true }, undefined, 'correct horse');
  assert.deepEqual(asked, [['secret', undefined, undefined], [undefined, true, {}], [undefined, true, { password: 'correct horse' }]]);
});

test('what an account signs in with is known when it is looked at, and forgotten with the person', async () => {
  const owner = account({ me: async () => ({ user: {}, handle: 'minji', password: false, linked: true }), entry: async () => ({ ...open, passwords: false, provider: { name: 'Mock' } }), unlink: async () => {} });
  assert.ok(owner.takesPasswords);
  await owner.look();
  assert.deepEqual([owner.hasPassword, owner.isLinked, owner.takesPasswords, owner.provider], [false, true, false, 'Mock']);
  assert.ok(owner.comesByProvider);
  owner.hasPassword = true;
  assert.ok(!owner.mayUnlink, 'a password that nobody takes is no way in');
  await owner.unlink();
  assert.ok(!owner.isLinked);
  assert.ok(!owner.comesByProvider, 'who has passkeys alone, too');
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory } from '#page/state/memory.js';
import { Session } from '#page/state/session.js';
import { Area } from '../support/browser.js';
import { refusal } from '../support/house.js';

const who = (id) => ({ user: { id, name: 'Minji' }, node: 'n', epoch: 'e' });
const session = (door) => new Session({ signIn: async () => who('u1'), signOut: async () => {}, whoAmI: async () => who('u1'), ...door },
  new Memory(() => /** @type {any} */ (new Area())));

test('a sign-in whose cookie is kept is one', async () => {
  const kept = session({});
  await kept.signIn('Minji');
  assert.equal(kept.phase, 'in');
  assert.equal(kept.problem, null);
});

test('a sign-in whose cookie is not kept says so', async () => {
  const blocked = session({ whoAmI: async () => { throw refusal('unauthenticated'); } });
  await blocked.signIn('Minji');
  assert.equal(blocked.phase, 'out');
  assert.equal(blocked.problem.code, 'no_cookie');
  assert.equal(blocked.busy, false);
});

test('a cookie of before that could not be replaced is none of this sign-in', async () => {
  const stale = session({ whoAmI: async () => who('somebody else') });
  await stale.signIn('Minji');
  assert.equal(stale.problem.code, 'no_cookie');
});

test('a server that does not answer the question proves nothing of cookies', async () => {
  const slow = session({ whoAmI: async () => { throw refusal('offline'); } });
  await slow.signIn('Minji');
  assert.equal(slow.phase, 'in');
});

test('who was signed out still is, and for the same reason, when that is asked again', async () => {
  const out = session({ whoAmI: async () => { throw refusal('unauthenticated'); } });
  out.confirm(who('u1'));
  out.end({ code: 'signed_out' });
  await out.recall();
  assert.deepEqual([out.phase, out.problem], ['out', { code: 'signed_out' }]);
});

test('who was in and is so no more is told no reason of before', async () => {
  const gone = session({ whoAmI: async () => { throw refusal('unauthenticated'); } });
  gone.confirm(who('u1'));
  gone.problem = { code: 'offline' };
  await gone.recall();
  assert.deepEqual([gone.phase, gone.problem], ['out', null]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory } from '#page/state/memory.js';
import { Session } from '#page/state/session.js';
import { Area } from '../support/browser.js';
import { Clock, settle } from '../support/clock.js';
import { later, refusal } from '../support/house.js';

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

test('who is let in is told of before it is known whether the cookie is kept, and nobody who is not', async () => {
  const told = [];
  const known = later();
  const one = session({ whoAmI: () => known });
  one.letIn = () => told.push(one.phase);
  const entered = one.signIn('Minji');
  await settle();
  assert.deepEqual([told, one.phase], [['unknown'], 'unknown']);
  known.give(who('u1'));
  await entered;
  assert.equal(one.phase, 'in');
  const refused = session({ signIn: async () => { throw refusal('rate_limited'); } });
  refused.letIn = () => told.push('refused');
  await refused.signIn('Minji');
  assert.equal(told.length, 1);
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

test('only another user, or none any more, is told, and no question without an answer', async () => {
  const clock = Clock.install();
  try {
    const told = [];
    let answer = async () => { throw refusal('busy'); };
    const one = session({ whoAmI: () => answer() });
    one.watchUser((user) => told.push(user));
    await one.recall();
    answer = async () => who('u1');
    await one.recall();
    answer = async () => { throw refusal('busy'); };
    await one.recall();
    answer = async () => who('u1');
    await clock.pass(3_000);
    one.end();
    one.confirm(who('u2'));
    assert.deepEqual(told, ['u1', '', 'u2']);
  } finally {
    clock.restore();
  }
});

test('a server that is away is asked again once at a time, however often one wants to know', async () => {
  const clock = Clock.install();
  try {
    let asked = 0;
    const one = session({ whoAmI: async () => { asked++; throw refusal('busy'); } });
    await Promise.all([one.recall(), one.recall(), one.recall()]);
    await clock.pass(3_000);
    const [before, after] = [asked, (await clock.pass(30_000), asked)];
    assert.ok(before >= 4 && before <= 5, `${before}`);
    assert.ok(after - before <= 20, `${after - before}`);
  } finally {
    clock.restore();
  }
});

test('how one wanted to come in is forgotten once one is in', async () => {
  const each = session({});
  each.choose('new');
  assert.equal(each.way, 'new');
  await each.signIn('Ada');
  each.end({ code: 'account_deleted' });
  assert.deepEqual([each.way, each.problem.code], ['', 'account_deleted']);
});

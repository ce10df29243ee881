import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actsOn, mayInvite, mayLeave, mayModerate, mayPost, mayRemove, ROLES, rolesToGive } from '#page/state/rights.js';

const room = (kind, role) => /** @type {any} */ ({ kind, role, joined: role !== undefined });

/** For whom of all roles something is so. */
const those = (is) => ROLES.filter(is).join(' ');

test('each role may what it may in a private room', () => {
  assert.equal(those((role) => mayPost(room('private', role))), 'owner moderator member');
  assert.equal(those((role) => mayInvite(room('private', role))), 'owner moderator member');
  assert.equal(those((role) => mayModerate(room('private', role))), 'owner moderator');
  assert.equal(those((role) => mayLeave(room('private', role))), 'owner moderator member reader');
  assert.deepEqual(ROLES.map((role) => those((other) => mayRemove(room('private', role), other))),
    ['owner moderator member reader', 'member reader', '', '']);
  assert.deepEqual(ROLES.map((role) => rolesToGive(room('private', role), 'member').join(' ')),
    ['owner moderator member reader', 'member reader', '', '']);
  assert.deepEqual(rolesToGive(room('private', 'moderator'), 'moderator'), []);
});

test('nobody is invited to a public room or removed from it, and only its owner gives roles', () => {
  assert.equal(those((role) => mayInvite(room('public', role)) || mayRemove(room('public', role), 'reader')), '');
  assert.equal(those((role) => rolesToGive(room('public', role), 'member').length > 0), 'owner');
  assert.deepEqual(rolesToGive(room('public', 'owner'), 'member'), ['owner', 'moderator', 'member']);
  assert.equal(those((role) => mayModerate(room('public', role))), 'owner moderator');
  assert.equal(mayPost(room('public', undefined)), true, 'who has not joined does so by posting');
});

test('in a direct conversation all are alike, and nobody leaves', () => {
  const direct = room('direct', 'member');
  assert.deepEqual([mayPost(direct), mayInvite(direct), mayLeave(direct), mayModerate(direct), rolesToGive(direct, 'member')], [true, false, false, false, []]);
});

test('a node of the release before says neither kind nor role', () => {
  const before = /** @type {any} */ ({ joined: true });
  assert.deepEqual([mayPost(before), mayLeave(before), mayInvite(before), mayModerate(before)], [true, true, false, false]);
});

test('what one may do with a message, and that who may only read opens its thread', () => {
  const [own, other] = ['me', 'jun'].map((id) => ({ user: { id, name: id } }));
  const acts = (role, message) => [...actsOn(room('private', role), message, 'me')].sort().join(' ');
  assert.deepEqual(ROLES.map((role) => acts(role, own)), [...Array(3).fill('delete edit react reply'), '']);
  assert.deepEqual(ROLES.map((role) => acts(role, other)), [...Array(2).fill('delete react reply'), 'react reply', '']);
  const replies = { count: 1, last: '', users: [] };
  assert.deepEqual([acts('reader', { ...other, replies }), acts('reader', { ...own, thread: 1 }), acts('member', { ...other, replies })], ['thread', 'thread', 'react reply thread']);
  const deleted = { user: own.user, at: '' };
  assert.deepEqual([acts('owner', { ...own, deleted }), acts('owner', { ...own, replies, deleted })], ['', 'thread']);
});

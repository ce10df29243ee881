import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actsOn, hasSettings, mayArchive, mayBan, mayInvite, mayLeave, mayMarkUnread, mayModerate, mayNameOwner, mayPin, mayPost, mayReact, mayRemove, maySettle, maySettleReads, mayTakeBack, ROLES, rolesToGive } from '#page/state/rights.js';

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

test('nobody is invited to a public room or removed from it', () => {
  assert.equal(those((role) => mayInvite(room('public', role)) || mayRemove(room('public', role), 'reader')), '');
  assert.deepEqual(ROLES.map((role) => rolesToGive(room('public', role), 'member').join(' ')), ['owner moderator member reader', 'member reader', '', '']);
  assert.equal(those((role) => mayModerate(room('public', role))), 'owner moderator');
  assert.equal(mayPost(room('public', undefined)), true, 'who has not joined does so by posting');
  const left = { ...room('public', 'reader'), joined: false };
  assert.deepEqual([mayPost(left), mayReact(left), mayLeave(left)], [false, false, false], 'but for who has left as a reader');
});

test('who keeps order in the chat names the owner of a public room that has none', () => {
  const named = (kind, chatRole, role) => mayNameOwner(room(kind, 'member'), chatRole, [{ user: { id: 'ann' }, role: 'member' }, { user: { id: 'out' }, role: 'owner' }, { user: { id: 'jun' }, role }], (id) => id === 'out');
  assert.deepEqual([named('public', 'administrator', 'moderator'), named('public', 'owner', 'reader')], [true, true]);
  assert.deepEqual([named('public', 'person', 'member'), named('public', 'owner', 'owner'), named('private', 'owner', 'member')], [false, false, false]);
  assert.deepEqual(rolesToGive(room('public', 'member'), 'member', true), ['owner', 'member']);
  assert.deepEqual(rolesToGive(room('public', 'moderator'), 'reader', true), ['owner', 'member', 'reader']);
  assert.deepEqual(rolesToGive(room('public', undefined), 'moderator', true), ['owner', 'moderator'], 'who has not joined as well');
});

test('who keeps order bans those below, and who is no member', () => {
  for (const kind of ['public', 'private']) {
    assert.deepEqual(ROLES.map((role) => those((other) => mayBan(room(kind, role), other))), ['owner moderator member reader', 'member reader', '', '']);
    assert.equal(those((role) => mayBan(room(kind, role))), 'owner moderator');
  }
  assert.equal(mayBan(room('direct', 'member'), 'member'), false);
});

test('from a message on something can be unread where others have said something', () => {
  const messages = [{ seq: 1, user: { id: 'jun' } }, { seq: 2, user: { id: 'me' } }, { seq: 3, user: { id: 'jun' }, deleted: true }, { seq: 4, user: { id: 'me' } }];
  const from = (timeline, role = 'reader') => [1, 2, 4].filter((seq) => mayMarkUnread(room('private', role), /** @type {any} */ (timeline), seq, 'me'));
  assert.deepEqual(from({ messages, attached: true }), [1]);
  assert.deepEqual(from({ messages, attached: false }), [1, 2, 4], 'more may follow');
  assert.equal(mayMarkUnread(room('public', undefined), /** @type {any} */ ({ messages, attached: true }), 1, 'me'), false, 'nobody counts what is unread there');
});

test('in a direct conversation all are alike, and nobody leaves', () => {
  const direct = room('direct', 'member');
  assert.deepEqual([mayPost(direct), mayInvite(direct), mayLeave(direct), mayModerate(direct), rolesToGive(direct, 'member')], [true, false, false, false, []]);
});

test('what one may do with a message, and that who may only read opens its thread and deletes what is their own', () => {
  const [own, other] = ['me', 'jun'].map((id) => ({ user: { id, name: id } }));
  const acts = (role, message) => [...actsOn(room('private', role), message, 'me')].sort().join(' ');
  assert.deepEqual(ROLES.map((role) => acts(role, own)), [...Array(3).fill('delete edit pin react reply'), 'delete']);
  assert.deepEqual(ROLES.map((role) => acts(role, other)), [...Array(2).fill('delete pin react reply'), 'pin react reply', '']);
  const replies = { count: 1, last: '', users: [] };
  assert.deepEqual([acts('reader', { ...other, replies }), acts('reader', { ...own, thread: 1 }), acts('member', { ...other, replies })], ['thread', 'delete thread', 'pin react reply thread']);
  assert.deepEqual([mayTakeBack(room('private', 'reader')), mayTakeBack({ ...room('private', 'member'), archived: true })], [true, false]);
  const deleted = { user: own.user, at: '' };
  assert.deepEqual([acts('owner', { ...own, deleted }), acts('owner', { ...own, replies, deleted })], ['', 'thread']);
});

test('what is settled for a room is settled for its moderators, too, but for who posts and invites', () => {
  const quiet = (kind, role) => ({ ...room(kind, role), posting: 'moderator', inviting: 'moderator' });
  assert.equal(those((role) => mayPost(quiet('private', role))), 'owner moderator');
  assert.equal(those((role) => mayInvite(quiet('private', role))), 'owner moderator');
  assert.equal(those((role) => mayReact(quiet('private', role))), 'owner moderator member');
  assert.equal(mayPost(quiet('public', undefined)), false);
  const archived = (kind, role) => ({ ...room(kind, role), archived: true });
  assert.equal(those((role) => mayPost(archived('private', role)) || mayReact(archived('private', role)) || mayInvite(archived('private', role)) || mayPin(archived('private', role))), '');
  assert.equal(those((role) => mayLeave(archived('private', role))), 'owner moderator member reader');
  assert.deepEqual([...actsOn(archived('private', 'member'), { user: { id: 'me', name: 'me' } }, 'me')], ['delete']);
});

test('an archived room can be handed on, and nothing else becomes of a role there', () => {
  const given = (kind, role, other, mayName = false) => rolesToGive({ ...room(kind, role), archived: true }, other, mayName).join(' ');
  for (const kind of ['private', 'public']) {
    assert.deepEqual(ROLES.map((other) => given(kind, 'owner', other)), ['', 'owner moderator', 'owner member', 'owner reader']);
    assert.deepEqual(['moderator', 'member', 'reader'].map((role) => given(kind, role, 'reader')), ['', '', '']);
  }
  assert.deepEqual([given('public', 'moderator', 'reader', true), given('public', undefined, 'moderator', true)], ['owner reader', 'owner moderator'], 'nor where it has no owner');
  assert.equal(given('direct', 'owner', 'member'), '');
});

test('moderators settle, owners archive, and in a public room only they pin', () => {
  for (const kind of ['private', 'public']) {
    assert.equal(those((role) => maySettle(room(kind, role))), 'owner moderator');
    assert.equal(those((role) => mayArchive(room(kind, role))), 'owner');
  }
  assert.equal(those((role) => hasSettings(room('private', role))), 'owner moderator');
  assert.equal(those((role) => hasSettings({ ...room('private', role), archived: true })), 'owner');
  assert.equal(hasSettings({ ...room('direct', 'member'), members: 2 }), true);
  assert.equal(those((role) => mayPin(room('private', role))), 'owner moderator member');
  assert.equal(those((role) => mayPin(room('public', role))), 'owner moderator');
  assert.deepEqual([maySettle(room('direct', 'member')), mayArchive(room('direct', 'member')), mayPin(room('direct', 'member'))], [false, false, true]);
});

test('in small rooms that are not public it is settled whether all see who has read', () => {
  const small = (kind, role) => ({ ...room(kind, role), members: 20 });
  assert.equal(those((role) => maySettleReads(small('private', role))), 'owner moderator');
  assert.equal(those((role) => maySettleReads(small('public', role))), '');
  assert.equal(maySettleReads(small('direct', 'member')), true);
  const crowd = { ...room('private', 'owner'), members: 21 };
  assert.deepEqual([maySettleReads(crowd), maySettleReads({ ...crowd, reads: true })], [false, true], 'it can be ended');
});

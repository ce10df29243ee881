import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invited } from '#page/state/invited.js';
import { refusal } from '../support/house.js';

const what = { role: 'person', user: { id: 'u', name: 'Minji' }, rooms: [{ id: 'tea', name: 'Tea' }] };
const door = (others) => ({ lookAtInvitation: async () => what, useInvitation: async () => what, ...others });
const fails = (code) => async () => { throw refusal(code); };

test('a link is looked at, used, and gone', async () => {
  const invited = new Invited(door({}));
  await invited.open('a');
  assert.deepEqual(invited.what, what);
  assert.equal(invited.isOfOwner, false);
  assert.deepEqual(await invited.use(), what);
  assert.equal(invited.link, '');
});

test('one that is of no use says why, and stays to be read', async () => {
  const invited = new Invited(door({ lookAtInvitation: fails('invitation_expired') }));
  await invited.open('a');
  assert.equal(invited.what, null);
  assert.equal(invited.problem?.code, 'invitation_expired');
});

test('a guest who cannot own the chat still has the link afterwards', async () => {
  const invited = new Invited(door({ lookAtInvitation: async () => ({ role: 'owner', rooms: [] }), useInvitation: fails('no_account') }));
  await invited.open('a');
  assert.ok(invited.isOfOwner);
  await assert.rejects(invited.use(), { code: 'no_account' });
  assert.equal(invited.link, 'a');
  assert.equal(invited.busy, false);
});

test('what is known of a link that was put away is no news', async () => {
  let answer = (_) => {};
  const invited = new Invited(door({ lookAtInvitation: () => new Promise((resolve) => (answer = resolve)) }));
  const looked = invited.open('a');
  invited.putAway();
  answer(what);
  await looked;
  assert.equal(invited.what, null);
});

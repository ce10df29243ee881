import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invited } from '#page/state/invited.js';
import { Memory } from '#page/state/memory.js';
import { Area } from '../support/browser.js';
import { refusal } from '../support/house.js';

const what = { role: 'person', user: { id: 'u', name: 'Minji' }, rooms: [{ id: 'tea', name: 'Tea' }] };
const door = (others) => ({ lookAtInvitation: async () => what, useInvitation: async () => what, ...others });
const memory = () => {
  const area = /** @type {any} */ (new Area());
  return new Memory(() => area);
};
const fails = (code) => async () => { throw refusal(code); };

test('a link is looked at, used, and gone', async () => {
  const invited = new Invited(door({}), memory(), () => 'me');
  await invited.open('a');
  assert.deepEqual(invited.what, what);
  assert.equal(invited.isOfOwner, false);
  assert.deepEqual(await invited.use(), what);
  assert.equal(invited.link, '');
});

test('one that is of no use says why, and stays to be read', async () => {
  const invited = new Invited(door({ lookAtInvitation: fails('invitation_expired') }), memory(), () => 'me');
  await invited.open('a');
  assert.equal(invited.what, null);
  assert.equal(invited.problem?.code, 'invitation_expired');
});

test('a guest who cannot own the chat still has the link afterwards', async () => {
  const invited = new Invited(door({ lookAtInvitation: async () => ({ role: 'owner', rooms: [] }), useInvitation: fails('no_account') }), memory(), () => 'me');
  await invited.open('a');
  assert.ok(invited.isOfOwner);
  await assert.rejects(invited.use(), { code: 'no_account' });
  assert.equal(invited.link, 'a');
  assert.equal(invited.busy, false);
});

test('what is known of a link that was put away is no news', async () => {
  let answer = (_) => {};
  const invited = new Invited(door({ lookAtInvitation: () => new Promise((resolve) => (answer = resolve)) }), memory(), () => 'me');
  const looked = invited.open('a');
  invited.putAway();
  answer(what);
  await looked;
  assert.equal(invited.what, null);
});

test('a guest has the link that they have used, also after a reload, until they are more, or somebody else', async () => {
  const kept = memory();
  let guest = 'ann';
  const page = () => new Invited(door({}), kept, () => guest);
  const invited = page();
  await invited.open('a');
  assert.equal(invited.used, '', 'not before it was used');
  await invited.use();
  assert.deepEqual([invited.link, invited.used, page().used], ['', 'a', 'a']);
  guest = 'ben';
  assert.equal(page().used, '');
  guest = 'ann';
  page().forget();
  assert.equal(invited.used, '');
  guest = '';
  await invited.open('b');
  await invited.use();
  assert.equal(kept.get('invitation'), null, 'an account needs none');
});

test('what was used is not kept where it was refused', async () => {
  const kept = memory();
  const invited = new Invited(door({ useInvitation: fails('invitation_used_up') }), kept, () => 'ann');
  await invited.open('a');
  await assert.rejects(invited.use(), { code: 'invitation_used_up' });
  assert.equal(kept.get('invitation'), null);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invitations } from '#page/state/invitations.js';

const tea = { id: 'tea', name: 'Tea' };
const later = new Date(Date.now() + 60_000).toISOString();
const link = (id, more = {}) => ({ id, rooms: [tea], ends: later, uses: 2, used: 0, ...more });

test('only those that let somebody in here are listed', async () => {
  const invitations = new Invitations({
    invitations: async () => ({ invitations: [link('good'), link('revoked', { revoked: true }), link('used', { used: 2 }), link('late', { ends: '2020-01-01T00:00:00.000Z' }),
      link('elsewhere', { rooms: [] })] }),
  });
  await invitations.look(tea);
  assert.deepEqual(invitations.open.map(({ id }) => id), ['good']);
  await invitations.look(null);
  assert.deepEqual(invitations.open.map(({ id }) => id), ['elsewhere']);
});

test('the secret of a link is there until it is revoked or one looks elsewhere', async () => {
  const asked = [];
  const invitations = new Invitations({
    invitations: async () => ({ invitations: [link('new')] }),
    makeInvitation: async (what) => (asked.push(what), { invitation: 'secret' }),
    revokeInvitation: async () => ({}),
  });
  await invitations.look(tea);
  await invitations.make(5, 24);
  assert.deepEqual(asked, [{ rooms: ['tea'], uses: 5, hours: 24 }]);
  assert.equal(invitations.made, 'secret');
  await invitations.revoke('new');
  assert.equal(invitations.made, '');
});

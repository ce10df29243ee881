import assert from 'node:assert/strict';
import { test } from 'node:test';
import { make, sign } from '#page/net/authenticator.js';

const buffer = (...bytes) => Uint8Array.from(bytes).buffer;

/** @param {Partial<Record<'create' | 'get', (options: any) => Promise<any>>>} credentials */
const browser = (credentials) => Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { credentials } });

test('options become bytes, and answers base64url', async () => {
  let given;
  browser({ create: async ({ publicKey }) => {
    given = publicKey;
    return { id: '-_8', type: 'public-key', response: { clientDataJSON: buffer(251, 255), attestationObject: buffer(1), getTransports: () => ['internal'] } };
  } });
  const answer = await make({ challenge: '-_8', user: { id: 'AQI', name: 'minji' }, excludeCredentials: [{ type: 'public-key', id: 'Aw' }] });
  assert.deepEqual([...given.challenge], [251, 255]);
  assert.deepEqual([...given.user.id], [1, 2]);
  assert.deepEqual([...given.excludeCredentials[0].id], [3]);
  assert.deepEqual(answer, { id: '-_8', rawId: '-_8', type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: '-_8', attestationObject: 'AQ', transports: ['internal'] } });
});

test('whose passkey it is may be missing', async () => {
  browser({ get: async () => ({ id: 'AQ', type: 'public-key', response: { clientDataJSON: buffer(1), authenticatorData: buffer(2), signature: buffer(3), userHandle: null } }) });
  const { response } = /** @type {any} */ (await sign({ challenge: 'AQ', allowCredentials: [] }));
  assert.deepEqual(response, { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw' });
});

test('what a browser refuses has a name of ours', async () => {
  for (const [name, code] of [['NotAllowedError', 'passkey_cancelled'], ['SecurityError', 'passkeys_unavailable'], ['InvalidStateError', 'passkey_exists'], ['UnknownError', 'passkey_failed']]) {
    browser({ get: async () => { throw Object.assign(new Error(), { name }); } });
    await assert.rejects(sign({ challenge: 'AQ', allowCredentials: [] }), { code });
  }
});

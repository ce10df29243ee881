import { hasPasskeys, make, sign } from './authenticator.js';

/**
 * Passkeys over HTTP: the server asks, the browser has its authenticator answer, the server judges.
 * @param {(method: string, path: string, body?: object) => Promise<any>} request
 */
export const passkeys = (request) => {
  const options = (wanted) => request('POST', 'passkeys/options', wanted).then(({ publicKey }) => publicKey);

  return {
    hasPasskeys,

    signInWithPasskey: async () => request('POST', 'session', { passkey: await sign(await options({ for: 'session' })) }),

    /** A new person, or the guest that one is. @param {{ handle: string, name?: string, invitation?: string }} account */
    registerWithPasskey: async ({ handle, name, invitation }) =>
      request('POST', 'accounts', { handle, name, invitation, passkey: await make(await options({ for: 'account', handle, name })) }),

    /** What proves who one is. @returns {Promise<{ passkey: object }>} */
    proveWithPasskey: async () => ({ passkey: await sign(await options({ for: 'proof' })) }),

    /** `{ passkeys: { id, name, created, used? }[], password }` */
    passkeys: () => request('GET', 'passkeys'),

    /** @param {string} name @param {{ password: string } | { passkey: object }} proof */
    addPasskey: async (name, proof) => request('POST', 'passkeys', { name, passkey: await make(await options({ for: 'passkey', ...proof })) }),

    /** @param {string} id @param {{ password: string } | { passkey: object }} proof */
    removePasskey: (id, proof) => request('POST', `passkeys/${id}/deletion`, proof),
  };
};

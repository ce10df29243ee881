/**
 * Accounts and sessions over HTTP: what a browser keeps of them are cookies.
 * @param {(method: string, path: string, body?: object) => Promise<any>} request
 */
export const accounts = (request) => ({
  /** What nobody may do: `{ guests, registration, passwords?, provider? }`. */
  entry: () => request('GET', 'entry'),

  /** @param {string} handle @param {string} password */
  signInWith: (handle, password) => request('POST', 'session', { handle, password }),

  /** A new person. @param {string} handle @param {string} password @param {string} name @param {string} [invitation] the secret of a link */
  register: (handle, password, name, invitation) => request('POST', 'accounts', { handle, password, name, invitation }),

  /** The guest that one is becomes an account. @param {string} handle @param {string} password @param {string} [invitation] */
  keep: (handle, password, invitation) => request('POST', 'accounts', { handle, password, invitation }),

  /**
   * `{ location }`: where one says who one is.
   * @param {string} [invitation] the secret of a link @param {boolean} [link] to be linked with who one is there, and not to sign in
   * @param {{ password?: string, passkey?: object }} [proof] of an account that is to be linked
   */
  goToProvider: (invitation, link, proof) => request('POST', 'oidc/start', { invitation, link, ...proof }),

  /** @param {{ password?: string } | { passkey: object }} proof */
  unlink: (proof) => request('POST', 'me/provider/deletion', proof),

  /** `{ user, handle?, role, password?, linked? }`: a guest has no handle; the role is that in the chat. */
  me: () => request('GET', 'me'),

  /** @param {{ old?: string } | { passkey: object }} proof @param {string} password */
  changePassword: (proof, password) => request('PUT', 'me/password', { ...proof, password }),

  /** `{ sessions: { id, device, begun, seen, here? }[] }` */
  sessions: () => request('GET', 'sessions'),

  /** @param {string} id */
  endSession: (id) => request('DELETE', `sessions/${id}`),

  endOtherSessions: () => request('DELETE', 'sessions'),
});

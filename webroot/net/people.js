/**
 * The people of the chat, what it is called, who may come in, and by which links, over HTTP.
 * @param {(method: string, path: string, body?: object) => Promise<any>} request
 */
export const people = (request) => ({
  /** `{ accounts: { user, handle?, role, active, created, seen? }[] }` @param {Record<string, string>} query */
  accounts: (query) => request('GET', `accounts?${new URLSearchParams(query)}`),

  /** @param {string} id @param {{ active: boolean } | { role: string }} change */
  changeAccount: (id, change) => request('PATCH', `accounts/${encodeURIComponent(id)}`, change),

  /** @param {Partial<{ guests: boolean, registration: string, name: string }>} change who may come in from now on, and what the chat is called; what is not named stays */
  settleEntry: (change) => request('PUT', 'entry', change),

  /** `{ invitations: { id, rooms, ends, uses, used, revoked? }[] }` */
  invitations: () => request('GET', 'invitations'),

  /** With the secret in `invitation`. @param {{ rooms: string[], uses: number, hours: number }} asked */
  makeInvitation: (asked) => request('POST', 'invitations', asked),

  /** @param {string} id */
  revokeInvitation: (id) => request('DELETE', `invitations/${id}`),

  /** `{ role, user?, rooms, ends }` @param {string} invitation the secret in a link */
  lookAtInvitation: (invitation) => request('POST', 'invitations/look', { invitation }),

  /** @param {string} invitation */
  useInvitation: (invitation) => request('POST', 'invitations/use', { invitation }),

  /** One's own card, as it is then. @param {Blob} picture PNG or JPEG */
  putPicture: (picture) => request('PUT', 'me/picture', picture),

  /** The same. */
  deletePicture: () => request('DELETE', 'me/picture'),

  /** For ever. @param {{ password?: string } | { passkey: object }} proof */
  deleteMe: (proof) => request('POST', 'me/deletion', proof),
});

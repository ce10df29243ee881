/**
 * A fresh client id: it makes a message recognisable when it is sent again.
 * `randomUUID` exists only in secure contexts; a chat on a LAN is plain http.
 * @returns {string} 32–36 characters of 0-9, a-f and `-`
 */
export function freshClientId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

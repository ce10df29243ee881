import { accounts } from './accounts.js';
import { Refusal } from './envelope.js';
import { passkeys } from './passkeys.js';
import { people } from './people.js';

const WITHIN = 10_000;
/** Browsers let a page that goes send little. */
const LAST_WORDS = 20;
const JSON_BODY = { 'Content-Type': 'application/json' };

/** Signing in and out over HTTP: only there can the cookie be set, which scripts never see. */
export const api = {
  /** @param {string} name @returns {Promise<{ user: { id: string, name: string }, node: string, epoch: string }>} */
  signIn: (name) => request('POST', 'session', { name }),

  /** Who am I? Rejects with `unauthenticated` when nobody. */
  whoAmI: () => request('GET', 'session'),

  signOut: () => request('DELETE', 'session'),

  ...accounts(request),
  ...passkeys(request),
  ...people(request),

  /** Says what must still be said while the page goes; nobody hears an answer. @param {[address: string, body: object][]} words */
  lastWords(words) {
    for (const [address, body] of words.slice(0, LAST_WORDS)) {
      fetch('/api/send', { method: 'POST', headers: JSON_BODY, body: JSON.stringify({ address, body }), keepalive: true }).catch(() => {});
    }
  },
};

async function request(method, path, body) {
  const response = await fetch(`/api/${path}`, {
    method,
    headers: body && (body instanceof Blob ? { 'Content-Type': body.type } : JSON_BODY),
    body: body && (body instanceof Blob ? body : JSON.stringify(body)),
    signal: AbortSignal.timeout(WITHIN),
  }).catch(() => {
    throw new Refusal('offline');
  });
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.code ?? 'internal', Number(response.headers.get('Retry-After')) || undefined);
  return answer;
}

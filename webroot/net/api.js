import { Refusal } from './envelope.js';

const WITHIN = 10_000;

/** Signing in and out over HTTP: only there can the cookie be set, which scripts never see. */
export const api = {
  /** @param {string} name @returns {Promise<{ user: { id: string, name: string }, node: string, epoch: string }>} */
  signIn: (name) => request('POST', { name }),

  /** Who am I? Rejects with `unauthenticated` when nobody. */
  whoAmI: () => request('GET'),

  signOut: () => request('DELETE'),
};

async function request(method, body) {
  const response = await fetch('/api/session', {
    method,
    headers: body && { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(WITHIN),
  }).catch(() => {
    throw new Refusal('offline');
  });
  const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.code ?? 'internal', Number(response.headers.get('Retry-After')) || undefined);
  return answer;
}

import { Refusal } from '../../net/envelope.js';

const WITHIN = 10_000;

/** What the administrator's routes answer; every call rejects with a {@link Refusal}. */
export const nodes = {
  /** @param {string} token */
  signIn: (token) => request('POST', 'session', { token }),

  signOut: () => request('DELETE', 'session'),

  /** @returns {Promise<{ here: string, nodes: object[] }>} */
  all: () => request('GET', 'nodes'),

  /** @param {{ id: string } | { room: string, seq: string }} place */
  message: (place) => request('GET', `message?${new URLSearchParams(place)}`),

  /** @param {string} node */
  drain: (node) => request('POST', 'drain', { node }),
};

async function request(method, path, body) {
  const response = await fetch(`/cluster/${path}`, {
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

const JSON_TYPE = { 'Content-Type': 'application/json' };

/**
 * Does by HTTP what a `send` frame asks, and brings the frame that a socket would have answered with. A request that gets no answer is a
 * `timeout`: it may have been done, and may be sent again.
 * @param {string} origin
 * @param {{ address: string, body: object, replyAddress: string }} frame
 * @param {AbortSignal} signal
 * @returns {Promise<object>} never rejects
 */
export async function command(origin, { address, body, replyAddress }, signal) {
  try {
    const response = await request(origin, address, body, signal);
    const answer = await response.json().catch(() => ({}));
    return response.ok ? { type: 'rec', address: replyAddress, body: answer } : refusal(replyAddress, response, answer);
  } catch {
    return { type: 'err', address: replyAddress, code: 'timeout' };
  }
}

/**
 * Sends a command that asks for nothing much. Settles when it is answered, whatever the answer is.
 * @param {string} origin @param {AbortSignal} signal @returns {Promise<any>} rejects without an answer
 */
export const tryOut = (origin, signal) => send(origin, 'chat.session', {}, signal);

/** Who one is, HTTP tells at its own place. */
const request = (origin, address, body, signal) =>
  address === 'chat.session'
    ? fetch(`${origin}/api/session`, { cache: 'no-store', signal })
    : send(origin, address, body, signal);

const send = (origin, address, body, signal) =>
  fetch(`${origin}/api/send`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ address, body }), signal });

const refusal = (address, response, { code = 'internal', detail }) => ({
  type: 'err',
  address,
  failureCode: response.status,
  failureType: 'RECIPIENT_FAILURE',
  message: detail,
  code,
  retryAfter: Number(response.headers.get('Retry-After')) || undefined,
});

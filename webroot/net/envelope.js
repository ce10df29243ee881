/** The frames of docs/protocol.md, as texts. Builds and reads; sends nothing. */

/** A refusal: by the server (a code of the table Problems), or by the line itself (`offline`, `lost`, `timeout`). */
export class Refusal extends Error {
  /**
   * @param {string} code
   * @param {number} [retryAfter] seconds, when a later try may succeed
   */
  constructor(code, retryAfter) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const pingFrame = () => '{"type":"ping"}';

/** @param {string} address @param {object} body @param {string} replyAddress */
export const sendFrame = (address, body, replyAddress) =>
  JSON.stringify({ type: 'send', address, body, replyAddress });

/** @param {string} address @param {object} [headers] `after` and `epoch` for a room */
export const registerFrame = (address, headers) =>
  JSON.stringify({ type: 'register', address, headers });

/** @param {string} address */
export const unregisterFrame = (address) => JSON.stringify({ type: 'unregister', address });

/**
 * @param {string} text
 * @returns {any} the frame, or null for what is none
 */
export function parseFrame(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame?.type === 'string' ? frame : null;
  } catch {
    return null;
  }
}

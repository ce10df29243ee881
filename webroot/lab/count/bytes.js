/** What things weigh on the wire. Pure. */

const encoder = new TextEncoder();
const LINE_END = 2;
const SEPARATOR = 2;
const MASK = 4;

/** @param {string} text @returns {number} bytes in UTF-8 */
export const utf8Bytes = (text) => encoder.encode(text).length;

/** @param {number} payload bytes @returns {number} with the framing of one chunk (RFC 9112 section 7.1) */
export const chunkBytes = (payload) => payload.toString(16).length + LINE_END + payload + LINE_END;

/**
 * @param {number} payload bytes of one message
 * @param {boolean} masked as clients do
 * @returns {number} with the frame's header (RFC 6455 section 5.2)
 */
export function webSocketBytes(payload, masked) {
  const length = payload < 126 ? 0 : payload < 65_536 ? 2 : 8;
  return 2 + length + (masked ? MASK : 0) + payload;
}

/**
 * @param {{ status: number, statusText: string, headers: Iterable<[string, string]> }} response
 * @returns {number} the status line and the fields, as HTTP/1.1 writes them
 */
export function responseHeadBytes({ status, statusText, headers }) {
  const fields = [...headers].reduce((sum, [name, value]) => sum + name.length + SEPARATOR + value.length + LINE_END, 0);
  return `HTTP/1.1 ${status} ${statusText}`.length + LINE_END + fields + LINE_END;
}

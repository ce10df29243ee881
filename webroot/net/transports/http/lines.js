/**
 * The lines of a body, as they come; empty ones too. `chunk` is called with the bytes of whatever arrives, also in the middle
 * of a line.
 * @param {ReadableStream<Uint8Array>} body
 * @param {(bytes: number) => void} chunk
 * @returns {AsyncGenerator<string>}
 */
export async function* lines(body, chunk) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    chunk(value.length);
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = parts.pop();
    yield* parts;
  }
}

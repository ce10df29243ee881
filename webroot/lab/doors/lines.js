/**
 * The lines of a body, as they come; empty ones too.
 * @param {ReadableStream<Uint8Array>} body
 * @param {(bytes: number) => void} weigh called for whatever arrives
 * @returns {AsyncGenerator<string>}
 */
export async function* lines(body, weigh) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    weigh(value.length);
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = parts.pop();
    yield* parts;
  }
}

import { chunkBytes } from '../count/bytes.js';
import { KINDS, ask, codeOf, isChunked, speaking } from './http.js';
import { lines } from '../../net/transports/http/lines.js';

/** @type {import('./http.js').Door} */
export const streaming = {
  name: 'streaming',
  open(place, tally, events) {
    const ending = new AbortController();
    const { signal } = ending;
    run(place, tally, events, signal).then(() => events.closed('lost'), (failure) => signal.aborted || events.closed(codeOf(failure)));
    return { post: speaking(place, tally, events, signal), close: () => ending.abort() };
  },
};

async function run(place, tally, events, signal) {
  const response = await ask(place, tally, `/api/rooms/${place.room}/stream?after=${place.after}`, { ...KINDS.stream, signal });
  events.open();
  const weigh = isChunked(response) ? chunkBytes : (bytes) => bytes;
  for await (const line of lines(response.body, (bytes) => tally.received(weigh(bytes)))) {
    if (line) events.heard(JSON.parse(line));
  }
}

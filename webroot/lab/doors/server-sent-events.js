import { chunkBytes, utf8Bytes } from '../count/bytes.js';
import { KINDS, speaking } from './http.js';

const KEEP_ALIVE_EVERY = 15_000;
const KEEP_ALIVE = chunkBytes(utf8Bytes(':\n\n'));
const OPENING = utf8Bytes('retry: 2000\n\n');
/** Fields that other answers do not have: chunked, and no buffering. */
const STREAM_FIELDS = 40;

/**
 * EventSource shows only the data of its events; the rest is known from the format that the server writes.
 * @type {import('./http.js').Door}
 */
export const serverSentEvents = {
  name: 'server-sent-events',
  open(place, tally, events) {
    const ending = new AbortController();
    const path = `/api/rooms/${place.room}/stream?after=${place.after}`;
    const source = new EventSource(path);
    const hear = ({ type, lastEventId, data }) => {
      tally.received(chunkBytes(utf8Bytes(`${type === 'message' ? '' : `event: ${type}\n`}id: ${lastEventId}\ndata: ${data}\n\n`)));
      if (type === 'message') events.heard(JSON.parse(data));
    };
    const begin = () => {
      tally.request();
      tally.sent(place.heads.bytes(path, KINDS.events));
    };
    begin();
    source.onopen = () => {
      tally.received(place.heads.answer + STREAM_FIELDS + OPENING);
      events.open();
    };
    source.onmessage = hear;
    source.addEventListener('head', hear);
    // A source comes back by itself; only one that gave up is closed.
    source.onerror = () => (source.readyState === EventSource.CLOSED ? events.closed('lost') : begin());
    const keepAlives = setInterval(() => tally.received(KEEP_ALIVE), KEEP_ALIVE_EVERY);
    ending.signal.addEventListener('abort', () => {
      clearInterval(keepAlives);
      source.close();
    });
    return { post: speaking(place, tally, events, ending.signal), close: () => ending.abort() };
  },
};

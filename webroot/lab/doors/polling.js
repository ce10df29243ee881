import { KINDS, ask, codeOf, counted, speaking } from './http.js';

/** Milliseconds between two polls: what the chat does, too. */
export const POLL_EVERY = 3_000;
const WAIT_SECONDS = 25;

/** @type {import('./http.js').Door} */
export const polling = {
  name: 'polling',
  open: (place, tally, events) => follow(place, tally, events, '', pause),
};

/** @type {import('./http.js').Door} */
export const longPolling = {
  name: 'long-polling',
  open: (place, tally, events) => follow(place, tally, events, `&wait=${WAIT_SECONDS}`, () => {}),
};

function follow(place, tally, events, wait, rest) {
  const ending = new AbortController();
  const { signal } = ending;
  run(place, tally, events, wait, rest, signal).catch((failure) => signal.aborted || events.closed(codeOf(failure)));
  return { post: speaking(place, tally, events, signal), close: () => ending.abort() };
}

/**
 * Asks and asks again, at first without waiting: so one knows that there is a server. With the tag of the last answer, an answer without
 * news has no body.
 */
async function run(place, tally, events, wait, rest, signal) {
  let { after } = place;
  let tag = '';
  let patience = '';
  while (!signal.aborted) {
    const request = tag ? { ...KINDS.askAgain, headers: { ...KINDS.askAgain.headers, 'If-None-Match': tag } } : KINDS.ask;
    const response = await ask(place, tally, `/api/rooms/${place.room}/events?after=${after}${patience}`, { ...request, signal });
    events.open();
    if (response.status === 200) {
      const news = await counted(response, tally);
      news.events.forEach((event) => events.heard(event));
      after = news.events.at(-1)?.seq ?? after;
      tag = after === news.head ? response.headers.get('ETag') ?? '' : '';
    }
    patience = wait;
    await rest(signal);
  }
}

const pause = (signal) => new Promise((resolve) => {
  const end = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    resolve();
  };
  const timer = setTimeout(end, POLL_EVERY);
  signal.addEventListener('abort', end);
});

import { lines } from '../../net/transports/http/lines.js';

/** The door speaks once after so many messages of others: as often as each of the others does. */
const EVERY = 6;

/**
 * No browser can open a TCP socket: a node does, to itself, and reports once a second. What the reports cost is not counted.
 * @type {import('./http.js').Door}
 */
export const tcp = {
  name: 'tcp',
  open({ room }, tally, events) {
    const ending = new AbortController();
    const { signal } = ending;
    run(room, tally, events, signal).then(() => events.closed('lost'), () => signal.aborted || events.closed('lost'));
    return { close: () => ending.abort() };
  },
};

async function run(room, tally, events, signal) {
  const response = await fetch('/api/lab/tcp', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ room, every: EVERY }),
    cache: 'no-store',
    signal,
  });
  if (!response.ok) throw new Error(String(response.status));
  for await (const line of lines(response.body, () => {})) {
    const report = JSON.parse(line);
    if (report.problem) return events.closed(report.problem);
    events.open();
    count(report, tally);
    report.latencies.forEach((millis) => events.took(millis));
    if (report.refused) events.refused('rate_limited', report.refused);
  }
}

function count({ up, down, posted, delivered }, tally) {
  tally.sent(up);
  tally.received(down);
  tally.posted += posted;
  tally.delivered += delivered;
}

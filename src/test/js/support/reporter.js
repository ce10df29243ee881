import { inspect } from 'node:util';

/** One line of JSON a test, for PageTest: its name with those of the suites around it, and why it failed. */
export default async function* reporter(events) {
  const path = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') path.splice(data.nesting, Infinity, data.name);
    const line = verdict(type, data);
    if (line) yield `${JSON.stringify({ name: [...path.slice(0, data.nesting), data.name].join(' › '), ...line })}\n`;
  }
}

/** A suite says nothing of its own, unless one of its hooks fails. */
function verdict(type, { details, skip, todo }) {
  const isSuite = details?.type === 'suite';
  if (type === 'test:pass' && !isSuite) return skip !== undefined || todo !== undefined ? { failure: 'It was skipped, or is still to do.' } : {};
  if (type === 'test:fail' && !(isSuite && details.error.failureType === 'subtestsFailed')) return { failure: inspect(details.error.cause ?? details.error) };
  return undefined;
}

const ENOUGH_MESSAGES = 5;
/** Differences below are no differences. */
const SAME_PART = 1.25;
const SAME_MILLIS = 2;
const SAME_BYTES = 100;

/**
 * Who is fastest, by the median.
 * @param {import('./row.js').Row[]} rows
 * @returns {{ best: string[], value: number, worst: string, worstValue: number } | null} null while too little is known; what is as good as
 *   the best counts as best, and `value` is what all of these keep
 */
export const fastest = (rows) => compare(rows
  .filter(({ latencies }) => latencies.length >= ENOUGH_MESSAGES)
  .map(({ name, latencies }) => [name, latencies.percentile(0.5)]), SAME_MILLIS);

/** Who costs least while nothing happens. @param {import('./row.js').Row[]} rows @returns as {@link fastest} */
export const cheapest = (rows) => compare(rows
  .filter(({ idleMinute }) => idleMinute)
  .map(({ name, idleMinute }) => [name, idleMinute.bytes]), SAME_BYTES);

function compare(values, same) {
  if (values.length < 2) return null;
  const sorted = values.sort(([, a], [, b]) => a - b);
  const [[, least]] = sorted;
  const [worst, worstValue] = sorted.at(-1);
  const alike = sorted.filter(([, each]) => each <= Math.max(least * SAME_PART, least + same));
  return { best: alike.map(([name]) => name), value: alike.at(-1)[1], worst, worstValue };
}

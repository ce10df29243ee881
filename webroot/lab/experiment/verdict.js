const ENOUGH_MESSAGES = 5;
const ENOUGH_SILENCE = 10;
/** Differences below are no differences. */
const SAME_PART = 1.15;
const SAME_MILLIS = 1;
const SAME_BYTES = 100;

/**
 * Who is fastest, by the median.
 * @param {import('./row.js').Row[]} rows
 * @returns {{ best: string[], value: number, worst: string, worstValue: number } | null} null while too little is known
 */
export const fastest = (rows) => compare(rows
  .filter(({ latencies }) => latencies.length >= ENOUGH_MESSAGES)
  .map(({ name, latencies }) => [name, latencies.percentile(0.5)]), SAME_MILLIS);

/** Who costs least while nothing happens. @param {import('./row.js').Row[]} rows @returns as {@link fastest} */
export const cheapest = (rows) => compare(rows
  .filter(({ idleMinute }) => idleMinute?.seconds >= ENOUGH_SILENCE)
  .map(({ name, idleMinute }) => [name, idleMinute.bytes]), SAME_BYTES);

function compare(values, same) {
  if (values.length < 2) return null;
  const sorted = values.sort(([, a], [, b]) => a - b);
  const [[, value]] = sorted;
  const [worst, worstValue] = sorted.at(-1);
  const best = sorted.filter(([, each]) => each <= Math.max(value * SAME_PART, value + same)).map(([name]) => name);
  return { best, value, worst, worstValue };
}

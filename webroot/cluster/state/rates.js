const COUNTED = ['posts', 'events', 'receivedBytes', 'sentBytes', 'refusals'];

/**
 * What sums have grown by in a second.
 * @param {{ totals: Record<string, number>, at: number } | undefined} before `at` in milliseconds
 * @param {{ totals: Record<string, number>, at: number }} now
 * @returns {Record<string, number | null>} all null while there is nothing before; `late`: by how many milliseconds event loops came too late, on average
 */
export function rates(before, now) {
  const seconds = before ? (now.at - before.at) / 1000 : 0;
  const grown = (name) => now.totals[name] - before.totals[name];
  if (seconds <= 0) return Object.fromEntries([...COUNTED, 'late'].map((name) => [name, null]));
  return {
    ...Object.fromEntries(COUNTED.map((name) => [name, Math.max(0, grown(name)) / seconds])),
    late: grown('looks') > 0 ? (grown('lateSeconds') / grown('looks')) * 1000 : null,
  };
}

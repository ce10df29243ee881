/** Emojis in a row. */
export const COLUMNS = 8;

/**
 * Where a key leads in grids that stand below one another (WAI-ARIA Authoring Practices, grid): the page keys lead from one to the next.
 * @param {number[]} sizes how many cells each of them has, none of them 0 @param {number} at a cell, counted through all of them
 * @param {{ key: string, ctrlKey?: boolean }} event
 * @returns {number | undefined} the same cell at an edge, -1 above the first row, undefined for a key that is not for the grid
 */
export function moved(sizes, at, { key, ctrlKey }) {
  const rows = rowsOf(sizes);
  const row = rows.findIndex(({ end }) => at < end);
  const { start, end, grid } = rows[row];
  const last = rows[rows.length - 1].end - 1;
  const inRow = (other) => Math.min(other.start + at - start, other.end - 1);
  const inGrid = (other) => rows.find((each) => each.grid === other)?.start;
  const verbs = {
    ArrowLeft: () => Math.max(0, at - 1),
    ArrowRight: () => Math.min(last, at + 1),
    ArrowUp: () => (row ? inRow(rows[row - 1]) : -1),
    ArrowDown: () => (rows[row + 1] ? inRow(rows[row + 1]) : at),
    Home: () => (ctrlKey ? 0 : start),
    End: () => (ctrlKey ? last : end - 1),
    PageUp: () => inGrid(grid - 1) ?? 0,
    PageDown: () => inGrid(grid + 1) ?? last,
  };
  return verbs[key]?.();
}

function rowsOf(sizes) {
  const rows = [];
  let before = 0;
  sizes.forEach((size, grid) => {
    for (let start = 0; start < size; start += COLUMNS) rows.push({ grid, start: before + start, end: before + Math.min(start + COLUMNS, size) });
    before += size;
  });
  return rows;
}

import { COLUMNS } from './grid.js';
import { make } from './make.js';

let made = 0;

/**
 * Emojis below a heading, in rows, each a cell of a grid. There may be 400 of them, so they are made without a template and have no listeners.
 * @param {string} title @param {{ emoji: string, name: string }[]} emojis @returns {HTMLElement}
 */
export function section(title, emojis) {
  const id = `emojis-${++made}`;
  const rows = Array.from({ length: Math.ceil(emojis.length / COLUMNS) }, (_, row) => make('div', { className: 'emojis-row', role: 'row' },
    ...emojis.slice(row * COLUMNS, (row + 1) * COLUMNS).map(({ emoji, name }) => make('button', {
      type: 'button', className: 'emojis-cell emoji', role: 'gridcell', tabIndex: -1, ariaLabel: name, textContent: emoji,
    }))));
  const grid = make('div', { role: 'grid' }, ...rows);
  grid.setAttribute('aria-labelledby', id);
  const element = make('section', { className: 'emojis-section' }, make('h3', { id, textContent: title }), grid);
  element.style.setProperty('--rows', String(rows.length));
  return element;
}

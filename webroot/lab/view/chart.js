import { html, svg } from 'lit-html';
import { words } from '../i18n/index.js';
import { duration } from '../i18n/numbers.js';

const SHOWN = 48;
const WIDTH = 250;
const HEIGHT = 84;
const LEFT = 42;
const STEP = (WIDTH - LEFT) / SHOWN;
/** Powers of ten, of a millisecond. */
const LOWEST = 0;
const HIGHEST = 4;
const GRID = [1, 10, 100, 1000, 10_000];

/** The delays of the latest messages, one bar each, on one logarithmic scale for all ways. @param {import('../experiment/series.js').Series} latencies */
export const chart = (latencies) => html`
  <svg class="lab-chart" viewBox="0 -7 ${WIDTH} ${HEIGHT + 14}" role="img" aria-label=${label(latencies)}>
    ${GRID.map((millis) => svg`
      <line x1=${LEFT} x2=${WIDTH} y1=${y(millis)} y2=${y(millis)}></line>
      <text x=${LEFT - 5} y=${y(millis) + 3}>${millis < 1000 ? `${millis} ms` : `${millis / 1000} s`}</text>`)}
    <path d=${bars(latencies.latest(SHOWN))}></path>
  </svg>`;

const y = (millis) => {
  const power = Math.min(HIGHEST, Math.max(LOWEST, Math.log10(millis)));
  return Math.round((1 - (power - LOWEST) / (HIGHEST - LOWEST)) * HEIGHT * 10) / 10;
};

/** The newest at the right edge. The fastest ones are still seen. */
const bars = (values) => values.map((millis, i) => {
  const x = WIDTH - (values.length - i - 0.5) * STEP;
  return `M${x.toFixed(1)} ${HEIGHT + 1}V${Math.min(y(millis), HEIGHT - 1.5)}`;
}).join('');

const label = (latencies) => (latencies.length
  ? words().chart(duration(latencies.percentile(0.5)), duration(latencies.percentile(0.95)))
  : words().noChart);

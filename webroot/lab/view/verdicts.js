import { html } from 'lit-html';
import { cheapest, fastest } from '../experiment/verdict.js';
import { words } from '../i18n/index.js';
import { bytes, duration, list } from '../i18n/numbers.js';

/** Who wins, among what a browser can do. @param {import('../experiment/row.js').Row[]} rows */
export function verdicts(rows) {
  const comparable = rows.filter(({ name }) => name !== 'tcp');
  return html`
    <section class="lab-verdicts">
      ${verdict('fastest', words().fastest, fastest(comparable), duration, words().fastestSays)}
      ${verdict('cheapest', words().cheapest, cheapest(comparable), bytes, words().cheapestSays)}
    </section>`;
}

const verdict = (name, title, outcome, format, says) => html`
  <div class="lab-verdict" data-testid=${name} data-known=${outcome ? 'yes' : 'no'}>
    <h2>${title}</h2>
    <p>${outcome ? sentence(outcome, format, says) : words().tooFew}</p>
  </div>`;

function sentence({ best, value, worst, worstValue }, format, says) {
  const names = list(best.map((name) => words().doors[name].name));
  if (best.includes(worst)) return words().allAlike(names, format(value));
  return says(names, format(value), words().doors[worst].name, format(worstValue));
}

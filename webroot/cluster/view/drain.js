import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { dialog } from '../../view/modal.js';
import { explainDrain } from '../i18n/facts.js';
import { words } from '../i18n/index.js';

/** One press must not send a node away. @param {import('../state/overview.js').Overview} overview */
export function drainDialog(overview) {
  const row = overview.rows.find(({ node }) => node === overview.leaving);
  return dialog({
    open: Boolean(row),
    title: row ? words().drainAsk(row.name || words().nameless) : '',
    name: 'drain',
    close: () => overview.leaving && overview.consider(''),
    content: () => question(overview, row),
  });
}

/** Clients have nowhere to go to: those that come or leave themselves take none. */
const isLast = (rows, row) => !rows.some(({ node, silence, facts }) => node !== row.node && !silence && facts.status === 'ready');

const question = (overview, row) => html`
  <div class="form">
    <p>${words().drainWhat(row.clients)}</p>
    ${isLast(overview.rows, row) ? html`<p class="cluster-warning" role="alert">${words().drainLast}</p>` : nothing}
    <p class="form-problem" role="alert">${overview.refused ? explainDrain(overview.refused) : nothing}</p>
    <div class="form-actions">
      <button type="button" class="button" autofocus @click=${() => overview.consider('')}>${t.cancel}</button>
      <button type="button" class="button button-bad" data-testid="drain-it" @click=${() => overview.drain()}>${words().drainDo}</button>
    </div>
  </div>`;

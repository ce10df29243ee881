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
    title: row ? words().drainAsk(row.name) : '',
    name: 'drain',
    close: () => overview.leaving && overview.consider(''),
    content: () => question(overview, row),
  });
}

const question = (overview, row) => html`
  <div class="form">
    <p>${words().drainWhat(row.clients)}</p>
    ${overview.rows.every(({ node, silence }) => node === row.node || silence) ? html`<p class="cluster-warning" role="alert">${words().drainLast}</p>` : nothing}
    <p class="form-problem" role="alert">${overview.refused ? explainDrain(overview.refused) : nothing}</p>
    <div class="form-actions">
      <button type="button" class="button" autofocus @click=${() => overview.consider('')}>${t.cancel}</button>
      <button type="button" class="button button-bad" data-testid="drain-it" @click=${() => overview.drain()}>${words().drainDo}</button>
    </div>
  </div>`;

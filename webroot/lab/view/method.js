import { html, nothing } from 'lit-html';
import { words } from '../i18n/index.js';

const [navigation] = performance.getEntriesByType('navigation');

/** How the numbers come about. */
export const method = () => html`
  <details class="lab-method" data-testid="method">
    <summary>${words().method}</summary>
    ${words().methodSays.map((paragraph) => html`<p>${paragraph}</p>`)}
    ${navigation?.nextHopProtocol.startsWith('h2') ? html`<p>${words().compressed}</p>` : nothing}
  </details>`;

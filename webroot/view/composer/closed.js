import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { icon } from '../icon.js';

/** In the composer's place, for who may only read. */
export const closedComposer = () => html`
  <p class="composer-closed refuge" tabindex="-1" data-testid="read-only">${icon('eye')}<span>${t.readOnly}</span></p>`;

import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { icon } from '../icon.js';

/** In the composer's place, for who may only read. */
export const closedComposer = () => closed('read-only', 'eye', t.readOnly);

/** In that of a thread, where everything was deleted. */
export const endedComposer = () => closed('thread-over', 'trash-2', t.threadOver);

const closed = (name, sign, text) => html`
  <p class="composer-closed refuge" tabindex="-1" data-testid=${name}>${icon(sign)}<span>${text}</span></p>`;

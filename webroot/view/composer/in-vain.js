import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { icon } from '../icon.js';

/** Says that a group is called by somebody who may not, before it is sent. @param {import('../../state/chat.js').Chat} chat @param {string} place @param {string} text */
export function inVain({ calling }, place, text) {
  const group = calling.callsInVain(place, text);
  return html`<p class="composer-news" role="status" data-testid="in-vain">${group ? html`${icon('at-sign')}<span>${t.callsNobody(group)}</span>` : nothing}</p>`;
}

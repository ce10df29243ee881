import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { language, t } from '../../i18n/index.js';
import { mayCallAll } from '../../state/rights.js';
import { icon } from '../icon.js';

/** Says that a group is called by somebody who may not, before it is sent. @param {import('../../state/chat.js').Chat} chat @param {string} place @param {string} text */
export const inVain = ({ calling, room }, place, text) => html`
  <p class="composer-news" role="status" data-testid="in-vain">${guard([place, text, mayCallAll(room), language], () => words(calling.callsInVain(place, text)))}</p>`;

const words = (group) => (group ? html`${icon('at-sign')}<span>${t.callsNobody(group)}</span>` : nothing);

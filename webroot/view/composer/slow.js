import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { mayModerate } from '../../state/rights.js';
import { icon } from '../icon.js';

/** How long one waits between two messages, for whom that counts. @param {import('../../state/rooms.js').Room} room */
export const slowLine = (room) => (room.slow && !mayModerate(room)
  ? html`<p class="slow-line" data-testid="slow-line">${icon('hourglass')}<span>${t.slowHint(t.pause(room.slow))}</span></p>` : nothing);

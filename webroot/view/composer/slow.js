import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { pauseIn } from '../../state/rights.js';
import { icon } from '../icon.js';

/** How long one waits between two messages, for whom that counts. @param {import('../../state/rooms.js').Room} room */
export const slowLine = (room) => (pauseIn(room)
  ? html`<p class="slow-line" data-testid="slow-line">${icon('hourglass')}<span>${t.slowHint(t.pause(pauseIn(room)))}</span></p>` : nothing);

import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { isDirect, isPrivate } from '../state/rights.js';
import { avatar } from './avatar.js';
import { icon } from './icon.js';

/** What tells a room's kind. @param {import('./room-lines.js').Sign} sign */
export function roomSign({ name, kind, face, here }) {
  if (isPrivate({ kind })) return html`<span class="icon icon-lock" role="img" aria-label=${t.privateRoom}></span>`;
  if (!isDirect({ kind })) return icon('hash');
  return html`<span class="face">${face ? avatar({ id: face, name }) : icon('users')}
    ${here ? html`<span class="face-here" role="img" aria-label=${t.isHere}></span>` : nothing}</span>`;
}

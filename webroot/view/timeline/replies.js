import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { ago, exact } from '../../i18n/times.js';
import { avatar } from '../avatar.js';
import { ROOM } from '../pane.js';
import { address } from '../route.js';

const FACES = 3;

/** The thread that a message began, and the way into it. @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'message' }>} row @param {import('../pane.js').Pane} pane */
export function replies({ layout }, { replies: thread, seq }, pane) {
  if (!thread?.count || pane !== ROOM) return nothing;
  const last = new Date(thread.last);
  return html`
    <a class="replies" data-testid="replies" href=${address(layout.room, 0, seq)} tabindex="-1" title=${exact(last)}>
      <span class="faces">${thread.users.slice(0, FACES).map(avatar)}</span><strong>${t.replies(thread.count)}</strong><span>· ${t.lastReply(ago(last))}</span></a>`;
}

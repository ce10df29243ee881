import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { icon } from '../icon.js';
import { go } from '../route.js';

/** What the name of the open room opens: what it is about, and the way in or out. @param {import('../../state/chat.js').Chat} chat */
export const roomMenu = (chat) => html`
  <div id="room-menu" class="popover popover-start" popover role="dialog" aria-label=${chat.room.name}>
    ${chat.room.topic ? html`<p class="room-topic">${chat.room.topic}</p>` : nothing}
    <div class="menu">${chat.room.joined
      ? item('leave', 'log-out', t.leave, () => leave(chat))
      : item('join-here', 'log-in', t.join, () => chat.join(chat.room.id))}</div>
  </div>`;

const item = (name, picture, label, act) => html`
  <button type="button" class="menu-item" data-testid=${name} popovertarget="room-menu" popovertargetaction="hide" @click=${act}>${icon(picture)}${label}</button>`;

async function leave(chat) {
  const { id, name } = chat.room;
  if (!(await chat.leave(id))) return;
  go('');
  const rejoin = async () => (await chat.join(id)) && go(id);
  chat.notices.tell({ text: () => t.left(name), action: { label: () => t.rejoin, act: rejoin } });
}

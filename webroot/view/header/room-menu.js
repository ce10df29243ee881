import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { hasSettings, isPublic, mayLeave } from '../../state/rights.js';
import { showMembers } from '../dialogs/members.js';
import { icon } from '../icon.js';
import { keeping, refused } from '../keeping.js';
import { go } from '../route.js';

/** What the name of the open room opens: what it is about, who is in it, and the way in or out. @param {import('../../state/chat.js').Chat} chat */
export const roomMenu = (chat) => html`
  <div id="room-menu" class="popover popover-start" popover role="dialog" aria-label=${chat.room.name}>
    ${chat.room.topic ? html`<p class="room-topic">${chat.room.topic}</p>` : nothing}
    ${refused(chat, chat.room)}
    <div class="menu">
      ${item('members', 'users', t.members, () => showMembers(chat))}
      ${item('pins', 'pin', t.pins, () => chat.layout.show({ dialog: 'pins' }))}
      ${chat.room.joined ? keeping(chat, chat.room, 'room-menu') : nothing}
      ${hasSettings(chat.room) ? item('room-settings', 'sliders-horizontal', t.roomSettings, () => chat.layout.show({ dialog: 'room-settings' })) : nothing}
      ${mayLeave(chat.room) ? item('leave', 'log-out', t.leave, () => askToLeave(chat)) : nothing}
      ${chat.room.joined ? nothing : item('join-here', 'log-in', t.join, () => chat.join(chat.room.id))}
    </div>
  </div>`;

const item = (name, picture, label, act) => html`
  <button type="button" class="menu-item" data-testid=${name} popovertarget="room-menu" popovertargetaction="hide" @click=${act}>${icon(picture)}${label}</button>`;

/** Nobody comes back by themselves into a room that is not public. */
function askToLeave(chat) {
  const { room } = chat;
  const question = { title: () => t.leave, text: () => t.leaveQuestion(room.name), label: () => t.leave, act: () => leave(chat, room) };
  if (isPublic(room)) leave(chat, room);
  else chat.layout.show({ question });
}

async function leave(chat, room) {
  const { id, name } = room;
  if (!(await chat.leave(id))) return;
  if (chat.layout.room === id) go('');
  const rejoin = async () => (await chat.join(id)) && go(id);
  chat.notices.tell({ text: () => t.left(name), ...(isPublic(room) && { action: { label: () => t.rejoin, act: rejoin } }) });
}

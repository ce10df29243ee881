import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { isDirect, mayInvite } from '../state/rights.js';
import { showMembers } from './dialogs/members.js';
import { icon } from './icon.js';

/** What the composer is for. @param {import('../state/rooms.js').Room} room @returns {string} */
export const invitationToWrite = (room) => (isDirect(room) ? t.composerTo(room.name) : t.composer(room.name));

/** What stands above the first message. @param {import('../state/rooms.js').Room} room @returns {string} */
export const beginningOf = (room) => (isDirect(room) ? t.beginningWith(room.name) : t.beginning(room.name));

/** A room in which nobody has written, with a way to those who will. @param {import('../state/chat.js').Chat} chat */
export const emptiness = (chat) => html`
  <div class="blank">${icon('message-circle')}<h2>${t.emptyRoom}</h2>
    <p>${isDirect(chat.room) ? t.beginningWith(chat.room.name) : t.emptyRoomHint(chat.room.name)}</p>
    ${mayInvite(chat.room) ? html`
      <button type="button" class="button" data-testid="add-first-people" @click=${() => showMembers(chat, true)}>${icon('user-plus')}${t.addPeople}</button>` : nothing}
  </div>`;

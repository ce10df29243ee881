import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { isDirect, mayInvite } from '../../state/rights.js';
import { showMembers } from '../dialogs/members.js';
import { icon } from '../icon.js';

/** A room in which nobody has written, with a way to those who will. @param {import('../../state/chat.js').Chat} chat */
export const emptiness = (chat) => html`
  <div class="blank">${icon('message-circle')}<h2>${t.emptyRoom}</h2>
    <p>${isDirect(chat.room) ? t.beginningWith(chat.room.name) : t.emptyRoomHint(chat.room.name)}</p>
    ${mayInvite(chat.room) ? html`
      <button type="button" class="button" data-testid="add-first-people" @click=${() => showMembers(chat, true)}>${icon('user-plus')}${t.addPeople}</button>` : nothing}
  </div>`;

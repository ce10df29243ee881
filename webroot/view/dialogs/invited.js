import { html, nothing } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { go, invitationHere } from '../route.js';
import { beginFirstVisit } from './first-visit.js';

/** What the link is by which somebody has come, in words; nothing while that is not known. @param {import('../../state/invited.js').Invited} invited @param {string} chatName */
export function invitedWords({ what, problem, isOfOwner }, chatName) {
  if (problem) return html`<p class="form-problem" role="alert">${explain(problem)}</p>`;
  if (!what) return nothing;
  if (isOfOwner) return html`<p class="invited" data-testid="invited">${icon('shield')}<span>${t.invitedAsOwner(chatName)}</span></p>`;
  return html`<p class="invited" data-testid="invited">${icon('user-plus')}<span>${t.invitedBy(nameOf(what.user), what.rooms.map(({ name }) => name), chatName)}</span></p>`;
}

/** Who is somebody already is asked as whom they come. @param {import('../../state/chat.js').Chat} chat */
export const invitedDialog = (chat) => dialog({
  open: chat.layout.dialog === 'invited',
  title: t.invitation,
  name: 'invited',
  close: () => close(chat),
  content: () => html`
    <div class="form">
      ${invitedWords(chat.invited, chat.account.chatName)}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${chat.invited.problem ? t.close : t.notNow}</button>
        ${chat.invited.problem ? nothing : html`
          <button type="button" class="button button-primary" autofocus data-testid="use-invitation" ?disabled=${chat.invited.busy || !chat.invited.what}
            @click=${() => useInvitation(chat)}>${chat.invited.isOfOwner ? t.becomeOwner : t.acceptInvitation}</button>`}
      </div>
    </div>`,
});

/** Only an account can own the chat: a guest becomes one first. @param {import('../../state/chat.js').Chat} chat */
export async function useInvitation(chat) {
  const { isOfOwner } = chat.invited;
  try {
    const { rooms } = await chat.invited.use();
    if (chat.layout.dialog === 'invited') chat.layout.show({ dialog: '' });
    if (isOfOwner) return await welcome(chat);
    const tell = () => chat.notices.tell({ text: () => t.invitationUsed(rooms.map(({ name }) => name)) });
    if (leads(rooms)) addEventListener('hashchange', tell, { once: true });
    else tell();
  } catch (problem) {
    if (problem.code === 'no_account') chat.layout.show({ dialog: 'keep' });
    else chat.notices.tell({ problem });
  }
}

/** The owner is led by the hand, in place of a notice. */
async function welcome(chat) {
  await chat.account.look();
  leads([]);
  beginFirstVisit(chat);
}

/** Into the first room, or away from the secret; whether another address is on its way, which takes notices of before away. */
function leads(rooms) {
  if (rooms.length) return go(rooms[0].id);
  return invitationHere() !== '' && go('');
}

function close(chat) {
  if (putInvitationAway(chat)) go('');
}

/** @param {import('../../state/chat.js').Chat} chat @returns {boolean} whether one was asked about it */
export function putInvitationAway({ invited, layout }) {
  if (layout.dialog !== 'invited') return false;
  invited.putAway();
  layout.show({ dialog: '' });
  return true;
}

import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { dialog } from '../modal.js';

/** What was not sent goes with the person: nobody else may send it. @param {import('../../state/chat.js').Chat} chat */
export const signOutDialog = (chat) => dialog({
  open: chat.layout.dialog === 'sign-out',
  title: t.signOut,
  name: 'sign-out',
  close: () => close(chat),
  content: () => question(chat, chat.outbox.unsent.length),
});

/** What was asked about may be sent while one thinks. */
const question = (chat, unsent) => html`
  <div class="form">
    <p data-testid="unsent">${unsent ? t.signOutUnsent(unsent) : t.signOutAllSent}</p>
    <div class="form-actions">
      <button type="button" class="button button-primary" autofocus @click=${() => close(chat)}>${t.staySignedIn}</button>
      <button type="button" class="button" data-testid="sign-out-anyway" @click=${() => chat.leaveForGood()}>${unsent ? t.signOutAnyway : t.signOut}</button>
    </div>
  </div>`;

function close(chat) {
  if (chat.layout.dialog === 'sign-out') chat.layout.show({ dialog: '' });
}

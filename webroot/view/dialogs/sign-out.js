import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { dialog } from '../modal.js';

/** What was not sent goes with the person: nobody else may send it. @param {import('../../state/chat.js').Chat} chat */
export const signOutDialog = (chat) => dialog({
  open: chat.layout.dialog === 'sign-out',
  title: t.signOut,
  name: 'sign-out',
  close: () => close(chat),
  content: () => html`
    <div class="form">
      <p data-testid="unsent">${t.signOutUnsent(chat.outbox.unsent.length)}</p>
      <div class="form-actions">
        <button type="button" class="button button-primary" autofocus @click=${() => close(chat)}>${t.staySignedIn}</button>
        <button type="button" class="button" data-testid="sign-out-anyway" @click=${() => chat.leaveForGood()}>${t.signOutAnyway}</button>
      </div>
    </div>`,
});

function close(chat) {
  if (chat.layout.dialog === 'sign-out') chat.layout.show({ dialog: '' });
}

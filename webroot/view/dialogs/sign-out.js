import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { dialog } from '../modal.js';

/** Nobody can come back as a guest who has gone, unless they keep who they are first; and what was not sent goes with the person. @param {import('../../state/chat.js').Chat} chat */
export const signOutDialog = (chat) => dialog({
  open: chat.layout.dialog === 'sign-out',
  title: t.signOut,
  name: 'sign-out',
  close: () => close(chat),
  content: () => question(chat, chat.outbox.unsent.length),
});

/** How one comes back, if one can. */
function farewell({ handle, comesByProvider, provider }) {
  if (!handle) return t.signOutGuest;
  return comesByProvider ? t.signOutProvider(provider) : t.signOutAccount(handle);
}

/** What is unsent may be sent while one thinks. */
const question = (chat, unsent) => html`
  <div class="form">
    <p>${farewell(chat.account)}</p>
    ${unsent ? html`<p data-testid="unsent">${t.signOutUnsent(unsent)}</p>` : nothing}
    <div class="form-actions">
      ${chat.account.mayKeep(chat.invited) ? html`
        <button type="button" class="button" data-testid="keep-first" @click=${() => chat.layout.show({ dialog: 'keep' })}>${t.keep}</button>` : nothing}
      <button type="button" class="button button-primary" autofocus @click=${() => close(chat)}>${t.staySignedIn}</button>
      <button type="button" class="button" data-testid="sign-out-anyway" @click=${() => chat.leaving.signOut()}>${unsent ? t.signOutAnyway : t.signOut}</button>
    </div>
  </div>`;

function close(chat) {
  if (chat.layout.dialog === 'sign-out') chat.layout.show({ dialog: '' });
}

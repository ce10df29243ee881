import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { Attempt } from '../attempt.js';
import { dialog } from '../modal.js';
import { leaving, providerButton } from '../provider.js';
import { useInvitation } from './invited.js';
import { areFilled, fieldsOf, handleField, passkeyButton, passwordField } from '../sign-in.js';

const attempt = new Attempt();

/** A guest becomes an account, and stays who they are. @param {import('../../state/chat.js').Chat} chat */
export const keepDialog = (chat) => dialog({
  open: chat.layout.dialog === 'keep',
  title: t.keep,
  name: 'keep',
  close: () => close(chat),
  content: () => html`
    <div class="form">
      <p>${t.keepHint(chat.session.user.name)}</p>
      ${providerButton(chat, { isLink: true, isFirst: !chat.account.takesPasswords })}
    </div>
    ${chat.account.takesPasswords ? form(chat) : nothing}`,
});

const form = (chat) => html`
    <form class="form" @submit=${(event) => submit(event, chat)}>
      ${handleField('')}
      <p id="handle-hint" class="hint">${t.handleHint}</p>
      ${passwordField('new-password', t.password)}
      <p id="password-hint" class="hint">${t.passwordHint}</p>
      ${attempt.words()}
      ${passkeyButton(chat, { words: t.keepPasskey, enter: (form) => areFilled(form, ['handle']) && keepWithPasskey(fieldsOf(form).handle, chat) })}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
        <button class="button button-primary" data-testid="keep-it" ?disabled=${attempt.busy}>${t.keep}</button>
      </div>
    </form>`;

function submit(event, chat) {
  event.preventDefault();
  const { handle, password } = fieldsOf(event.target);
  keep(chat, () => chat.account.keep(handle, password, chat.account.admission(chat.invited)));
}

const keepWithPasskey = (handle, chat) => keep(chat, () => chat.account.keepWithPasskey(handle, chat.account.admission(chat.invited)));

async function keep(chat, act) {
  await attempt.make(chat, async () => {
    await act();
    chat.invited.forget();
    close(chat);
    if (chat.invited.link) await useInvitation(chat);
    else chat.notices.tell({ text: () => t.kept(chat.account.handle) });
  });
}

function close(chat) {
  attempt.forget(chat);
  leaving.forget(chat);
  if (chat.layout.dialog === 'keep') chat.layout.show({ dialog: '' });
}

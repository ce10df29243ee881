import { html, nothing } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { dialog } from '../modal.js';
import { useInvitation } from './invited.js';
import { handleField, passwordField } from '../sign-in.js';

let problem = null;
let busy = false;

/** A guest becomes an account, and stays who they are. @param {import('../../state/chat.js').Chat} chat */
export const keepDialog = (chat) => dialog({
  open: chat.layout.dialog === 'keep',
  title: t.keep,
  name: 'keep',
  close: () => close(chat),
  content: () => html`
    <form class="form" @submit=${(event) => submit(event, chat)}>
      <p>${t.keepHint(chat.session.user.name)}</p>
      ${handleField('')}
      <p id="handle-hint" class="hint">${t.handleHint}</p>
      ${passwordField('new-password', t.password)}
      <p id="password-hint" class="hint">${t.passwordHint}</p>
      <p class="form-problem" role="alert">${problem ? explain(problem) : nothing}</p>
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
        <button class="button button-primary" data-testid="keep-it" ?disabled=${busy}>${t.keep}</button>
      </div>
    </form>`,
});

async function submit(event, chat) {
  event.preventDefault();
  const { handle, password } = Object.fromEntries(new FormData(event.target));
  busy = true;
  problem = null;
  chat.changed();
  try {
    await chat.account.keep(handle, password, chat.invited.link || undefined);
    close(chat);
    if (chat.invited.link) await useInvitation(chat);
    else chat.notices.tell({ text: () => t.kept(chat.account.handle) });
  } catch (refusal) {
    problem = refusal;
  }
  busy = false;
  chat.changed();
}

function close(chat) {
  problem = null;
  if (chat.layout.dialog === 'keep') chat.layout.show({ dialog: '' });
}

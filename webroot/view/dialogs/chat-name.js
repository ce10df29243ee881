import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { Attempt } from '../attempt.js';

const attempt = new Attempt();
let isSaved = false;

/** Nothing has been tried yet. @param {import('../../state/chat.js').Chat} chat */
export function beginName(chat) {
  isSaved = false;
  attempt.forget(chat);
}

/**
 * Asks what the chat is to be called.
 * @param {import('../../state/chat.js').Chat} chat @param {{ name?: string }} known @param {{ label: string, aside?: unknown, called?: () => void }} how `aside`: what else one may do; `called` is told when it is called so
 */
export const nameForm = (chat, { name = '' }, { label, aside = nothing, called = () => {} }) => html`
  <form class="form" @submit=${(event) => submit(event, chat, called)} @input=${() => beginName(chat)}>
    <label class="field"><span>${t.chatName}</span>
      <input name="name" data-testid="chat-name" required maxlength="60" autocomplete="off" value=${name} aria-invalid=${attempt.problem ? 'true' : 'false'}
        aria-describedby="chat-name-hint chat-name-problem"></label>
    <p id="chat-name-hint" class="hint">${t.chatNameHint}</p>
    ${attempt.words('chat-name-problem')}
    <div class="form-actions">
      <span class="hint" role="status">${isSaved ? t.chatNamed : nothing}</span>
      ${aside}<button class="button button-primary" data-testid="save-chat-name" ?disabled=${attempt.busy}>${label}</button>
    </div>
  </form>`;

async function submit(event, chat, called) {
  event.preventDefault();
  const name = String(new FormData(event.target).get('name')).trim();
  isSaved = await attempt.make(chat, () => chat.administration.settle({ name }));
  chat.changed();
  if (isSaved) called();
}

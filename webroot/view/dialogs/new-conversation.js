import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { Attempt } from '../attempt.js';
import { dialog } from '../modal.js';
import { peoplePicker } from '../people-picker.js';
import { go } from '../route.js';

/** Others in a direct conversation. */
const MOST = 7;

const attempt = new Attempt();

/** A conversation with one person, or a few. @param {import('../../state/chat.js').Chat} chat */
export const newConversationDialog = (chat) => dialog({
  open: chat.layout.dialog === 'new-conversation',
  title: t.newConversation,
  name: 'new-conversation',
  close: () => close(chat),
  content: () => html`
    <form class="form" @submit=${(event) => submit(event, chat)}>
      <p class="hint">${t.conversationHint}</p>
      ${peoplePicker(chat)}
      ${attempt.words()}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
        <button class="button button-primary" data-testid="start-conversation" ?disabled=${attempt.busy || !chat.peopleSearch.chosen.length}>${t.startConversation}</button>
      </div>
    </form>`,
});

/** @param {import('../../state/chat.js').Chat} chat */
export function askForConversation(chat) {
  chat.peopleSearch.begin({ most: MOST, isWanted: ({ id }) => id !== chat.session.user.id });
  chat.layout.show({ dialog: 'new-conversation' });
}

async function submit(event, chat) {
  event.preventDefault();
  const { chosen } = chat.peopleSearch;
  if (attempt.busy || !chosen.length) return;
  await attempt.make(chat, async () => {
    const room = await chat.rooms.direct(chosen.map(({ id }) => id));
    close(chat);
    go(room.id);
  });
}

function close(chat) {
  attempt.forget(chat);
  if (chat.layout.dialog === 'new-conversation') chat.layout.show({ dialog: '' });
}

import { html, nothing } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { dialog } from '../modal.js';
import { peoplePicker } from '../people-picker.js';
import { go } from '../route.js';

/** Others in a direct conversation. */
const MOST = 7;

let problem = null;
let busy = false;

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
      <p class="form-problem" role="alert">${problem ? explain(problem) : nothing}</p>
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
        <button class="button button-primary" data-testid="start-conversation" ?disabled=${busy || !chat.peopleSearch.chosen.length}>${t.startConversation}</button>
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
  if (busy || !chosen.length) return;
  busy = true;
  problem = null;
  chat.changed();
  try {
    const room = await chat.rooms.direct(chosen.map(({ id }) => id));
    close(chat);
    go(room.id);
  } catch (refusal) {
    problem = refusal;
  } finally {
    busy = false;
    chat.changed();
  }
}

function close(chat) {
  problem = null;
  if (chat.layout.dialog === 'new-conversation') chat.layout.show({ dialog: '' });
}

import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { dialog } from '../modal.js';

/** Asks before something is done that one cannot take back; also over another dialog. @param {import('../../state/chat.js').Chat} chat */
export const questionDialog = (chat) => {
  const { question } = chat.layout;
  return dialog({
    open: question !== null,
    title: question?.title() ?? '',
    name: 'question',
    close: () => close(chat),
    content: () => html`
      <div class="form">
        <p>${question.text()}</p>
        <div class="form-actions">
          <button type="button" class="button" autofocus @click=${() => close(chat)}>${t.cancel}</button>
          <button type="button" class="button button-primary" data-testid="confirm" @click=${() => act(chat, question)}>${question.label()}</button>
        </div>
      </div>`,
  });
};

function act(chat, question) {
  close(chat);
  question.act();
}

function close(chat) {
  if (chat.layout.question) chat.layout.show({ question: null });
}

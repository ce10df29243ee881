import { html, nothing } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { dialog } from '../modal.js';

/**
 * A dialog in which one looks at what is to be known of a message: a spinner until it has come, or why it cannot.
 * @param {'edits' | 'readers'} name of the dialog, and of the part of the chat that knows
 * @param {() => string} title
 * @param {(all: any[], chat: import('../../state/chat.js').Chat) => unknown} list what there is
 * @returns {{ dialog: (chat: import('../../state/chat.js').Chat) => unknown, show: (chat: import('../../state/chat.js').Chat, seq: number) => void }}
 */
export function looked(name, title, list) {
  const content = (chat) => {
    const { all, problem } = chat[name];
    if (problem) return html`${all ? list(all, chat) : nothing}<p role="status" class="quiet">${explain(problem)}</p>`;
    return all ? list(all, chat) : html`<span class="spinner" role="status" aria-label=${t.loading}></span>`;
  };
  const close = (chat) => {
    if (chat.layout.dialog !== name) return;
    chat[name].forget();
    chat.layout.show({ dialog: '' });
  };
  return {
    dialog: (chat) => dialog({
      open: chat.layout.dialog === name,
      may: chat.room !== undefined,
      title: title(),
      name,
      close: () => close(chat),
      content: () => content(chat),
    }),
    show: (chat, seq) => {
      chat[name].look(chat.room.id, seq);
      chat.layout.show({ dialog: name });
    },
  };
}

import { html } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { avatar } from '../avatar.js';
import { dialog } from '../modal.js';

/** Who has read a message. @param {import('../../state/chat.js').Chat} chat */
export const readersDialog = (chat) => dialog({
  open: chat.layout.dialog === 'readers' && chat.room !== undefined,
  title: t.readers,
  name: 'readers',
  close: () => close(chat),
  content: () => content(chat.readers),
});

/** @param {import('../../state/chat.js').Chat} chat @param {number} seq of the message */
export function showReaders(chat, seq) {
  chat.readers.look(chat.room.id, seq);
  chat.layout.show({ dialog: 'readers' });
}

function close(chat) {
  if (chat.layout.dialog !== 'readers') return;
  chat.readers.forget();
  chat.layout.show({ dialog: '' });
}

function content({ all, problem }) {
  if (problem) return html`<p role="status" class="quiet">${explain(problem)}</p>`;
  if (!all) return html`<span class="spinner" role="status" aria-label=${t.loading}></span>`;
  if (!all.length) return html`<p role="status" class="quiet">${t.noReaders}</p>`;
  return html`
    <ul class="readers" data-testid="readers">${repeat(all, ({ id }) => id, (user) => html`<li>${avatar(user)}<span>${nameOf(user)}</span></li>`)}</ul>`;
}

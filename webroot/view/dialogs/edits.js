import { html } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { exact } from '../../i18n/times.js';
import { dialog } from '../modal.js';
import { formatted } from '../text/text.js';

/** What a message has said before, the newest first. @param {import('../../state/chat.js').Chat} chat */
export const editsDialog = (chat) => dialog({
  open: chat.layout.dialog === 'edits' && chat.room !== undefined,
  title: t.editsTitle,
  name: 'edits',
  close: () => close(chat),
  content: () => content(chat.edits),
});

/** @param {import('../../state/chat.js').Chat} chat @param {number} seq of the message */
export function showEdits(chat, seq) {
  chat.edits.look(chat.room.id, seq);
  chat.layout.show({ dialog: 'edits' });
}

function close(chat) {
  if (chat.layout.dialog !== 'edits') return;
  chat.edits.forget();
  chat.layout.show({ dialog: '' });
}

function content({ all, problem }) {
  if (problem) return html`<p role="status" class="quiet">${explain(problem)}</p>`;
  if (!all) return html`<span class="spinner" role="status" aria-label=${t.loading}></span>`;
  return html`
    <ol class="edits" data-testid="edits">${repeat([...all].reverse(), ({ seq }) => seq, ({ at, before }) => html`
      <li><p class="edits-time">${t.saidUntil(exact(new Date(at)))}</p><div class="message-text">${formatted(before, [], '')}</div></li>`)}</ol>`;
}

import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { nameOf } from '../i18n/names.js';
import { icon } from './icon.js';
import { plain } from './text/plain.js';

/** Above the messages: what the room keeps at hand. @param {import('../state/chat.js').Chat} chat */
export function pinLine(chat) {
  const { pins, room } = chat;
  if (pins.room !== room.id || !pins.messages.length) return nothing;
  const [{ user, text }] = pins.messages;
  return html`
    <button type="button" class="pin-line" data-testid="pin-line" aria-haspopup="dialog" @click=${() => chat.layout.show({ dialog: 'pins' })}>
      ${icon('pin')}<span class="pin-line-text"><strong>${nameOf(user)}</strong> ${plain(text)}</span><span class="pin-line-count">${t.pinned(pins.messages.length)}</span></button>`;
}

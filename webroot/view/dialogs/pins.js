import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { ago } from '../../i18n/times.js';
import { mayPin } from '../../state/rights.js';
import { avatar } from '../avatar.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { address } from '../route.js';
import { plain } from '../text/plain.js';

/** The messages that the open room keeps at hand, each with the way to it. @param {import('../../state/chat.js').Chat} chat */
export const pinsDialog = (chat) => dialog({
  open: chat.layout.dialog === 'pins',
  may: chat.room !== undefined,
  title: t.pins,
  name: 'pins',
  close: () => close(chat),
  content: () => html`
    <div role="status">${news(chat)}</div>
    <ul class="pins" aria-label=${t.pins}>${repeat(chat.pins.messages, ({ seq }) => seq, (message) => pin(chat, message))}</ul>`,
});

function news(chat) {
  const { problem, isKnown, messages, room } = chat.pins;
  if (problem) return html`<p class="members-problem">${explain(problem)} <button type="button" class="link-button" @click=${() => chat.pins.look(room)}>${t.loadAgain}</button></p>`;
  if (!isKnown) return html`<span class="spinner" role="img" aria-label=${t.loading}></span>`;
  return messages.length ? nothing : html`<p class="quiet">${t.noPins}</p>`;
}

const pin = (chat, message) => html`
  <li class="pin" data-testid="pinned">${avatar(message.user)}
    <a class="pin-link" href=${address(chat.room.id, message.seq)} @click=${() => close(chat)}>
      <span class="pin-head"><strong>${nameOf(message.user)}</strong><small>${ago(new Date(message.at))}</small></span><span class="pin-text">${plain(message.text)}</span></a>
    ${mayPin(chat.room) ? html`
      <button type="button" class="icon-button" data-testid="unpin" aria-label=${t.unpin} title=${t.unpin} @click=${() => chat.changing.pin(chat.room.id, message)}>${icon('pin-off')}</button>` : nothing}
  </li>`;

function close(chat) {
  if (chat.layout.dialog === 'pins') chat.layout.show({ dialog: '' });
}

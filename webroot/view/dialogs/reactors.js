import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { avatar } from '../avatar.js';
import { dialog } from '../modal.js';

/** Who reacts to a message, and how, as it is now; it ends with the last of them, or with the message. @param {import('../../state/chat.js').Chat} chat */
export function reactorsDialog(chat) {
  const { layout, room } = chat;
  const isWanted = layout.dialog === 'reactors';
  const reactions = (isWanted && room && [...chat.messages, ...(layout.thread ? chat.thread.messages : [])].find(({ seq }) => seq === layout.message)?.reactions) || [];
  return dialog({
    open: isWanted,
    may: reactions.length > 0,
    title: t.reactors,
    name: 'reactors',
    close: () => layout.dialog === 'reactors' && layout.show({ dialog: '', message: 0 }),
    content: () => html`<div class="reactors" data-testid="reactors" tabindex="0" role="group" aria-label=${t.reactors}>${repeat(reactions, ({ emoji }) => emoji, reactors)}</div>`,
  });
}

const reactors = ({ emoji, count, users }) => html`
  <section><h3><span class="emoji">${emoji}</span> ${count}</h3>
    <ul class="readers">${repeat(users, ({ id }) => id, (user) => html`<li>${avatar(user)}<span>${nameOf(user)}</span></li>`)}</ul>
    ${count > users.length ? html`<p class="quiet">${t.peopleMore(count - users.length)}</p>` : nothing}
  </section>`;

/** @param {import('../../state/chat.js').Chat} chat @param {number} seq of the message */
export const showReactors = ({ layout }, seq) => layout.show({ dialog: 'reactors', message: seq });

import { html, render } from 'lit-html';
import { t } from '../i18n/index.js';
import { nameOf } from '../i18n/names.js';
import { avatar } from './avatar.js';
import { standBeside } from './beside.js';
import { icon } from './icon.js';
import { go } from './route.js';

/** Who somebody is, and the way to a conversation with them. There is one for all: it opens beside the name that was pressed. */
export class PersonCard {
  #chat;
  #element = Object.assign(document.createElement('div'), { className: 'popover person-card', popover: 'auto' });

  /** @param {import('../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    this.#element.role = 'dialog';
    document.body.append(this.#element);
  }

  /** @param {import('../state/messages.js').User} user @param {Element} beside */
  open(user, beside) {
    this.#element.ariaLabel = nameOf(user);
    render(this.#template(user), this.#element);
    this.#element.showPopover();
    standBeside(this.#element, beside.getBoundingClientRect());
  }

  /** For `click` of the timeline: names and faces of others lead here. @param {MouseEvent} event */
  follow = ({ target }) => {
    const element = /** @type {HTMLElement} */ (target).closest('.message-author, .message-side .avatar');
    const seq = Number(/** @type {HTMLElement} */ (element?.closest('.message'))?.dataset.seq);
    const { messages, threadMessages, layout } = this.#chat;
    const user = seq && [...messages, ...(layout.thread ? threadMessages : [])].find((message) => message.seq === seq)?.user;
    if (user && user.id !== this.#chat.session.user.id) this.open(user, element);
  };

  #template(user) {
    return html`
      <p class="person-card-head">${avatar(user)}<strong>${nameOf(user)}</strong></p>
      <div class="menu"><button type="button" class="menu-item" data-testid="write-to" autofocus @click=${() => this.#write(user)}>
        ${icon('message-circle')}${t.writeTo}</button></div>`;
  }

  async #write({ id }) {
    this.#element.hidePopover();
    try {
      go((await this.#chat.rooms.direct([id])).id);
    } catch (problem) {
      this.#chat.notices.tell({ problem });
    }
  }
}

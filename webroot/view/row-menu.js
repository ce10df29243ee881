import { html, nothing, render } from 'lit-html';
import { t } from '../i18n/index.js';
import { standBeside } from './beside.js';
import { icon } from './icon.js';
import { keeping, refused } from './keeping.js';

const ID = 'row-menu';

/** What one can do with a room in the list: by a right click, a long press, the key for menus, or the button of its line. There is one for all. */
export class RowMenu {
  #chat;
  #element = Object.assign(document.createElement('div'), { id: ID, className: 'popover row-menu', popover: 'auto' });

  /** @param {import('../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    this.#element.role = 'dialog';
    document.body.append(this.#element);
  }

  /** For `contextmenu` of the list; elsewhere in it, it is the browser's. @param {MouseEvent} event */
  follow = (event) => this.#open(event, '.room');

  /** For `click` of the list. @param {MouseEvent} event */
  press = (event) => this.#open(event, '.room-more');

  #open(event, selector) {
    const element = /** @type {HTMLElement} */ (event.target).closest(selector);
    const room = this.#chat.rooms.get(element?.dataset.room);
    if (!room) return;
    event.preventDefault();
    this.#element.ariaLabel = t.roomActions(room.name);
    render(this.#template(room), this.#element);
    this.#element.showPopover();
    standBeside(this.#element, event.clientX ? { left: event.clientX, top: event.clientY, bottom: event.clientY } : element.getBoundingClientRect());
    this.#element.querySelector('button')?.focus();
  }

  #template(room) {
    return html`
      <p class="row-menu-head">${room.name}</p>
      ${refused(this.#chat, room)}
      <div class="menu">
        ${room.joined ? keeping(this.#chat, room, ID) : nothing}
        ${room.joined ? nothing : html`<button type="button" class="menu-item" data-testid="join-row" popovertarget=${ID} popovertargetaction="hide"
          @click=${() => this.#chat.join(room.id)}>${icon('log-in')}${t.join}</button>`}
      </div>`;
  }
}

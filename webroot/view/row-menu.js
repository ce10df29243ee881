import { html, nothing, render } from 'lit-html';
import { t } from '../i18n/index.js';
import { standBeside } from './beside.js';
import { icon } from './icon.js';
import { keeping, refused } from './keeping.js';
import { LongPress, SOON } from './long-press.js';
import { isNowhere, keepFocus } from './refuge.js';

const ID = 'row-menu';

/** What one can do with a room in the list: by a right click, a long press, the key for menus, or the button of its line. There is one for all. */
export class RowMenu {
  #chat;
  #element = Object.assign(document.createElement('div'), { id: ID, className: 'popover row-menu', popover: 'auto' });
  /** Whose it is. */
  #room = '';
  #isFinger = false;
  #longPress = new LongPress((target) => this.#roomOf(target, '.room'), (room, place) => this.#openUnderFinger(room, place));

  /** @param {import('../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    this.#element.role = 'dialog';
    document.body.append(this.#element);
    chat.watch(() => this.#isOpen && this.#keep());
  }

  /** For `contextmenu` of the list; elsewhere in it, it is the browser's. @param {MouseEvent} event */
  follow = (event) => this.#answer(event, '.room');

  /** For `click` of the list. @param {MouseEvent} event */
  press = (event) => this.#answer(event, '.room-more');

  /** For `pointerdown` of the list. @param {PointerEvent} event */
  hold = (event) => {
    this.#isFinger = event.pointerType === 'touch';
    this.#longPress.press(event);
  };

  #roomOf(target, selector) {
    return this.#chat.rooms.get(target.closest(selector)?.dataset.room);
  }

  #answer(event, selector) {
    const target = /** @type {HTMLElement} */ (event.target);
    const room = this.#roomOf(target, selector);
    if (!room) return;
    event.preventDefault();
    const place = event.clientX ? { left: event.clientX, top: event.clientY, bottom: event.clientY } : target.closest(selector).getBoundingClientRect();
    // Of a finger's own, the browser may not say that it is.
    if (event.type === 'contextmenu' && this.#isFinger) this.#openUnderFinger(room, place);
    else this.#open(room, place);
  }

  /** The browser takes the lifting of a finger that came down outside of it for a wish to close it. */
  #openUnderFinger(room, place) {
    this.#open(room, place);
    const over = new AbortController();
    const end = () => over.abort();
    this.#element.addEventListener('toggle', () => this.#isOpen || this.#open(room, place), over);
    for (const lift of ['pointerup', 'pointercancel']) addEventListener(lift, () => setTimeout(end, SOON), over);
    for (const next of ['pointerdown', 'keydown']) addEventListener(next, end, { capture: true, signal: over.signal });
  }

  get #isOpen() {
    return this.#element.matches(':popover-open');
  }

  #open({ id }, place) {
    this.#room = id;
    if (!this.#draw()) return;
    if (!this.#isOpen) this.#element.showPopover();
    standBeside(this.#element, place);
    this.#enter();
  }

  /** What becomes of the room is shown, and a room that is gone has none. */
  #keep() {
    if (!this.#draw()) this.#close();
    else if (isNowhere()) this.#enter();
  }

  /** @returns {boolean} whether the room is there */
  #draw() {
    const room = this.#chat.session.user && this.#chat.rooms.get(this.#room);
    if (!room) return false;
    this.#element.ariaLabel = t.roomActions(room.name);
    render(this.#template(room), this.#element);
    return true;
  }

  #enter() {
    this.#element.querySelector('button')?.focus();
  }

  #close() {
    this.#element.hidePopover();
    keepFocus(document.querySelector(`.room[data-room="${CSS.escape(this.#room)}"]`));
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

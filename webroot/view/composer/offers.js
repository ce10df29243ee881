import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { avatar } from '../avatar.js';
import { icon } from '../icon.js';
import { fit } from './field.js';

const ENTER = /^(Numpad)?Enter$/;

/** Who may be meant by the name that is being written in a field, and the keys that choose one: a text field with a list (WAI-ARIA Authoring Practices, combobox). */
export class Offers {
  #chat;
  #id;
  #place;
  #field;
  #written;

  /**
   * @param {import('../../state/chat.js').Chat} chat @param {string} id of the list
   * @param {() => string} place what the text is written for @param {() => HTMLTextAreaElement} field @param {(text: string) => void} written what stands in the field now
   */
  constructor(chat, id, place, field, written) {
    this.#chat = chat;
    this.#id = id;
    this.#place = place;
    this.#field = field;
    this.#written = written;
  }

  get isOpen() {
    return this.#chat.calling.offers.length > 0 && this.#chat.calling.place === this.#place();
  }

  /** For the attributes of the field. */
  get controls() {
    return this.isOpen ? this.#id : nothing;
  }

  get active() {
    return this.isOpen ? `${this.#id}-${this.#chat.calling.active}` : nothing;
  }

  template() {
    const { offers, active } = this.#chat.calling;
    if (!this.isOpen) return nothing;
    return html`
      <ul id=${this.#id} class="offers" role="listbox" aria-label=${t.callSomebody} data-testid="offers">
        ${offers.map((offer, index) => html`
          <li id="${this.#id}-${index}" role="option" aria-selected=${index === active ? 'true' : 'false'} class="picker-option" data-testid="offer"
            @pointerdown=${(event) => event.preventDefault()} @click=${() => this.#choose(offer)}>${face(offer)}<span>${offer.name}</span>${hint(offer)}</li>`)}
      </ul>
      <p class="hidden-text" role="status">${t.offered(offers.length)}</p>`;
  }

  /** Something was written. @param {HTMLTextAreaElement} field */
  input(field) {
    this.#chat.calling.write(this.#place(), field.value, field.selectionStart);
  }

  /** The caret may be elsewhere. */
  look = () => {
    const { value, selectionStart, selectionEnd } = this.#field();
    this.#chat.calling.look(this.#place(), value, selectionStart === selectionEnd ? selectionStart : 0);
  };

  end = () => this.#chat.calling.end();

  /** Keys of an input method are its own: Enter ends the composition, and the next one chooses. @param {KeyboardEvent} event @returns {boolean} whether it was for the list */
  keydown(event) {
    const isOfInputMethod = event.isComposing || event.keyCode === 229;
    if (this.isOpen && isOfInputMethod && (event.key === 'Enter' || ENTER.test(event.code))) {
      if (!event.isComposing) event.preventDefault();
      return true;
    }
    if (!this.isOpen || isOfInputMethod || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    const { calling } = this.#chat;
    const verb = { ArrowDown: () => this.#move(1), ArrowUp: () => this.#move(-1), Enter: () => this.#choose(), Tab: () => this.#choose(), Escape: () => calling.end() }[event.key];
    if (!verb) return false;
    event.preventDefault();
    event.stopPropagation();
    verb();
    return true;
  }

  #move(step) {
    this.#chat.calling.move(step);
    requestAnimationFrame(() => document.getElementById(`${this.#id}-${this.#chat.calling.active}`)?.scrollIntoView({ block: 'nearest' }));
  }

  #choose(offer = undefined) {
    const field = this.#field();
    const { text, caret } = this.#chat.calling.choose(field.value, offer);
    field.value = text;
    field.focus();
    field.setSelectionRange(caret, caret);
    this.#written(text);
    fit(field);
  }
}

const face = ({ user }) => (user ? avatar(user) : html`<span class="offers-group">${icon('users')}</span>`);

const hint = ({ group, here }) => (group || here ? html`<small>${group ? t.groupHints[group] : t.hereNow}</small>` : nothing);

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { t } from '../../i18n/index.js';
import { isVisible } from '../../state/visible.js';
import { chooseEmoji } from '../emojis/chooser.js';
import { icon } from '../icon.js';
import { answeredBar } from './answered.js';
import { focusMessage } from '../timeline/roving.js';
import { Echo } from './echo.js';
import { EnterKey } from './enter.js';
import { characters, fit, keepFocus, LIMIT, touch, type } from './field.js';
import { formatButtons } from './format.js';
import { inVain } from './in-vain.js';
import { Offers } from './offers.js';

const COUNT_FROM = LIMIT * 0.8;

/** Where one writes. Enter sends, except on touch keyboards, which have no Shift Enter. */
export class Composer {
  #chat;
  #pane;
  #sent;
  #enter = new EnterKey(() => this.#send());
  #echo = new Echo();
  #offers;
  /** Whether a draft has come from elsewhere since the last rendering. */
  #hasCome = false;

  /** @param {import('../../state/chat.js').Chat} chat @param {import('../pane.js').Pane} pane @param {() => void} sent shows what was sent */
  constructor(chat, pane, sent) {
    this.#chat = chat;
    this.#pane = pane;
    this.#sent = sent;
    const place = () => pane.place(chat);
    chat.draftsElsewhere.watch(() => (this.#hasCome = true));
    this.#offers = new Offers(chat, `${pane.field}-offers`, place, this.#field, (text) => chat.writing.write(text, place()));
  }

  /** A room or thread was entered; to write there, but on touch screens the keyboard would cover what one came to read. @param {boolean} focused whether it is to write */
  enter(focused) {
    // After a dialog that closes has given the focus back.
    queueMicrotask(() => {
      const field = this.#field();
      // Who may only read has none.
      if (!field) return;
      fit(field);
      if (focused && !touch.matches) field.focus();
    });
  }

  /** After a rendering: what came from another device may have more lines. */
  after() {
    if (!this.#hasCome) return;
    this.#hasCome = false;
    const field = this.#field();
    if (field) fit(field);
  }

  template() {
    const { drafts, answering } = this.#chat;
    const place = this.#pane.place(this.#chat);
    const { field, label } = this.#pane;
    const name = label(this.#chat);
    const answered = answering.in(place);
    const text = drafts.text(place);
    const length = characters(text);
    return html`
      ${inVain(this.#chat, place, text)}
      <form class="composer ${length > LIMIT ? 'is-over' : ''}" @submit=${this.#submit}>
        ${answeredBar(this.#chat, this.#pane, answered, this.#letGo)}
        <textarea id=${field} data-testid=${field} rows="1" placeholder=${name} aria-label=${name}
          aria-describedby="${answered ? `${field}-answered ` : ''}${field}-hint" enterkeyhint=${touch.matches ? 'enter' : 'send'} autocomplete="off"
          aria-autocomplete="list" aria-controls=${this.#offers.controls} aria-activedescendant=${this.#offers.active} @click=${this.#offers.look}
          .value=${live(text)} @input=${this.#input} @keydown=${this.#keydown} @keyup=${this.#keyup}
          @compositionstart=${this.#compositionstart} @compositionupdate=${this.#enter.compositionupdate}
          @compositionend=${this.#enter.compositionend} @blur=${this.#blur} @beforeinput=${this.#enter.beforeinput}></textarea>
        ${this.#offers.template()}
        ${length > COUNT_FROM ? counter(length) : nothing}
        <button type="button" class="icon-button composer-emoji" data-testid=${`${field}-emoji`} aria-label=${t.insertEmoji} title=${t.insertEmoji} aria-haspopup="dialog"
          @click=${this.#pickEmoji}>${icon('smile')}</button>
        <button class="send" data-testid=${field === 'composer' ? 'send' : `${field}-send`} aria-label=${t.send} title=${t.send} ?disabled=${!isVisible(text) || length > LIMIT}
          @pointerdown=${keepFocus}>${icon('send-horizontal')}</button>
      </form>
      <div class="composer-foot"><span id="${field}-hint">${t.sendHint}</span>${formatButtons(this.#field)}</div>`;
  }

  #submit = (event) => {
    event.preventDefault();
    this.#send();
  };

  #compositionstart = () => {
    this.#echo.composes();
    this.#enter.compositionstart();
  };

  #input = (event) => {
    const { target } = event;
    if (this.#echo.is(event)) target.value = '';
    this.#chat.writing.write(target.value, this.#pane.place(this.#chat));
    this.#offers.input(target);
    fit(target);
  };

  #keyup = () => {
    this.#echo.release();
    this.#enter.keyup();
    this.#offers.look();
  };

  #blur = () => {
    this.#enter.blur();
    this.#chat.writing.rest(this.#pane.place(this.#chat));
    this.#offers.end();
  };

  #keydown = (event) => {
    if (event.key !== 'Enter') this.#echo.end();
    if (this.#offers.keydown(event)) return;
    const plain = !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowUp' && plain && !event.target.value) this.#toLastOwn(event);
    if (event.key === 'Escape' && plain && this.#chat.answering.in(this.#pane.place(this.#chat))) this.#escape(event);
    if (!touch.matches) this.#enter.keydown(event);
  };

  /** Reads the field, not the draft: an input method may have written without saying so. */
  #send() {
    const field = this.#field();
    const text = field.value.trim();
    if (characters(text) > LIMIT || !this.#chat.writing.post(field.value, this.#pane.place(this.#chat))) return;
    field.value = '';
    this.#echo.begin(text);
    fit(field);
    this.#sent();
  }

  /** Into the place of the caret; who was in the middle of a syllable has left the field with it. */
  #pickEmoji = ({ currentTarget }) => chooseEmoji(this.#chat, {
    label: t.insertEmoji,
    place: currentTarget.getBoundingClientRect(),
    // Meanwhile one may have been removed from the room.
    chosen: (emoji) => this.#field() && type(this.#field(), emoji),
  });

  /** What is written answers nothing any more. */
  #letGo = () => {
    this.#chat.answering.become(this.#pane.place(this.#chat), null);
    this.#field().focus();
  };

  #escape(event) {
    event.preventDefault();
    this.#letGo();
  }

  #toLastOwn(event) {
    const own = document.querySelectorAll(`#${this.#pane.list} .message.is-own`);
    if (!own.length) return;
    event.preventDefault();
    focusMessage(/** @type {HTMLElement} */ (own[own.length - 1]));
  }

  #field = () => /** @type {HTMLTextAreaElement} */ (document.getElementById(this.#pane.field));
}

const counter = (length) => html`
  <output class="composer-count" aria-live="polite">${length > LIMIT ? t.charactersOver(length - LIMIT) : t.charactersLeft(LIMIT - length)}</output>`;

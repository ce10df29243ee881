import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { t } from '../../i18n/index.js';
import { isVisible } from '../../state/visible.js';
import { icon } from '../icon.js';
import { invitationToWrite } from '../room-words.js';
import { focusMessage } from '../timeline/roving.js';
import { Echo } from './echo.js';
import { EnterKey } from './enter.js';
import { characters, fit, LIMIT, touch } from './field.js';
import { formatButtons } from './format.js';

const COUNT_FROM = LIMIT * 0.8;

/** Where one writes. Enter sends, except on touch keyboards, which have no Shift Enter. */
export class Composer {
  #chat;
  #scroller;
  #enter = new EnterKey(() => this.#send());
  #echo = new Echo();

  /** @param {import('../../state/chat.js').Chat} chat @param {import('../timeline/scroller.js').Scroller} scroller */
  constructor(chat, scroller) {
    this.#chat = chat;
    this.#scroller = scroller;
  }

  /** A room was entered; to write there, but on touch screens the keyboard would cover what one came to read. @param {boolean} focused whether it is to write */
  enter(focused) {
    // After a dialog that closes has given the focus back.
    queueMicrotask(() => {
      const field = theField();
      // Who may only read has none.
      if (!field) return;
      fit(field);
      if (focused && !touch.matches) field.focus();
    });
  }

  template() {
    const { room, drafts } = this.#chat;
    const text = drafts.text(room.id);
    const length = characters(text);
    return html`
      <form class="composer ${length > LIMIT ? 'is-over' : ''}" @submit=${this.#submit}>
        <textarea id="composer" data-testid="composer" rows="1" placeholder=${invitationToWrite(room)} aria-label=${invitationToWrite(room)}
          aria-describedby="composer-hint" enterkeyhint=${touch.matches ? 'enter' : 'send'} autocomplete="off"
          .value=${live(text)} @input=${this.#input} @keydown=${this.#keydown} @keyup=${this.#keyup}
          @compositionstart=${this.#compositionstart} @compositionupdate=${this.#enter.compositionupdate}
          @compositionend=${this.#enter.compositionend} @blur=${this.#enter.blur} @beforeinput=${this.#enter.beforeinput}></textarea>
        ${length > COUNT_FROM ? counter(length) : nothing}
        <button class="send" data-testid="send" aria-label=${t.send} title=${t.send} ?disabled=${!isVisible(text) || length > LIMIT}
          @pointerdown=${keepFocus}>${icon('send-horizontal')}</button>
      </form>
      <div class="composer-foot"><span id="composer-hint">${t.sendHint}</span>${formatButtons(theField)}</div>`;
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
    this.#chat.write(target.value);
    fit(target);
  };

  #keyup = () => {
    this.#echo.release();
    this.#enter.keyup();
  };

  #keydown = (event) => {
    if (event.key !== 'Enter') this.#echo.end();
    const plain = !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowUp' && plain && !event.target.value) this.#toLastOwn(event);
    if (!touch.matches) this.#enter.keydown(event);
  };

  /** Reads the field, not the draft: an input method may have written without saying so. */
  #send() {
    const field = theField();
    const text = field.value.trim();
    if (characters(text) > LIMIT || !this.#chat.post(text)) return;
    field.value = '';
    this.#echo.begin(text);
    fit(field);
    this.#scroller.follow();
  }

  #toLastOwn(event) {
    const own = document.querySelectorAll('.message.is-own');
    if (!own.length) return;
    event.preventDefault();
    focusMessage(/** @type {HTMLElement} */ (own[own.length - 1]));
  }
}

const theField = () => /** @type {HTMLTextAreaElement} */ (document.getElementById('composer'));

const counter = (length) => html`
  <output class="composer-count" aria-live="polite">${length > LIMIT ? t.charactersOver(length - LIMIT) : t.charactersLeft(LIMIT - length)}</output>`;

/** On touch, the keyboard stays open while one sends. */
const keepFocus = (event) => event.preventDefault();

import { html } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { t } from '../../i18n/index.js';
import { isVisible } from '../../state/visible.js';
import { EnterKey } from '../composer/enter.js';
import { shown } from '../pane.js';
import { characters, fit, LIMIT, touch } from '../composer/field.js';
import { inVain } from '../composer/in-vain.js';
import { Offers } from '../composer/offers.js';

/** Edits a message where it stands: Enter saves, Escape leaves it as it was. */
export class Editor {
  #chat;
  #seq;
  #begun;
  #editing;
  #pane;
  #field = null;
  #place;
  #offers;
  #enter = new EnterKey(() => this.#save());

  /** @param {import('../../state/chat.js').Chat} chat @param {{ seq: number, text: string, mentions?: import('../../state/mentions.js').Mention[] }} message @param {import('../pane.js').Pane} pane */
  constructor(chat, { seq, text, mentions = [] }, pane) {
    this.#chat = chat;
    this.#seq = seq;
    this.#begun = text;
    this.#editing = chat.changing.editing;
    this.#pane = pane;
    this.#place = `${chat.room.id}/edit/${seq}`;
    // Who goes on with what was begun elsewhere has chosen already.
    if (this.#editing.text === undefined) chat.calling.begin(this.#place, text, mentions);
    this.#offers = new Offers(chat, 'editor-offers', () => this.#place, () => /** @type {any} */ (this.#field), (written) => chat.changing.write(written));
  }

  /** What stands in the field. */
  get value() {
    return this.#editing.text ?? this.#begun;
  }

  template() {
    const over = characters(this.value) - LIMIT;
    return html`
      <form class="editor" @submit=${this.#submit}>
        <textarea class="editor-field" data-testid="editor" rows="1" aria-label=${t.editLabel} aria-describedby="editor-hint" aria-invalid=${over > 0 || !isVisible(this.value)} autocomplete="off" ${ref(this.#begin)}
          aria-autocomplete="list" aria-controls=${this.#offers.controls} aria-activedescendant=${this.#offers.active} @click=${this.#offers.look}
          @keydown=${this.#keydown} @keyup=${this.#keyup} @input=${this.#input}
          @compositionstart=${this.#enter.compositionstart} @compositionupdate=${this.#enter.compositionupdate}
          @compositionend=${this.#enter.compositionend} @blur=${this.#blur} @beforeinput=${this.#enter.beforeinput}></textarea>
        ${this.#offers.template()}
        ${inVain(this.#chat, this.#place, this.value)}
        <p class="editor-foot"><button class="link-button" data-testid="save" ?disabled=${over > 0 || !isVisible(this.value)}>${t.save}</button>
          <button type="button" class="link-button" @click=${() => this.#end()}>${t.cancel}</button><output id="editor-hint" class=${over > 0 ? 'composer-count' : ''}>${over > 0 ? t.charactersOver(over) : touch.matches ? '' : t.editHint}</output></p>
      </form>`;
  }

  #begin = (field) => {
    if (!field || field === this.#field) return;
    this.#field = field;
    field.value = this.value;
    queueMicrotask(() => {
      fit(field);
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    });
  };

  #input = ({ target }) => {
    this.#offers.input(target);
    this.#chat.changing.write(target.value);
    fit(target);
  };

  #keyup = () => {
    this.#enter.keyup();
    this.#offers.look();
  };

  #blur = () => {
    this.#enter.blur();
    this.#offers.end();
  };

  #submit = (event) => {
    event.preventDefault();
    this.#save();
  };

  #keydown = (event) => {
    // The keys of the timeline and of the page are not for what is written here.
    event.stopPropagation();
    if (this.#offers.keydown(event)) return;
    // Safari says 229 of the key that ends a composition.
    if (event.key === 'Escape' && !event.isComposing && event.keyCode !== 229) this.#end();
    else if (!touch.matches) this.#enter.keydown(event);
  };

  #save() {
    const { calling } = this.#chat;
    const { text, mentions } = calling.finished(this.#place, this.#field.value);
    if (!isVisible(text) || characters(text) > LIMIT) return;
    if (calling.isAsBegun(this.#place, this.#field.value)) return this.#end();
    this.#chat.calling.drop(this.#place);
    this.#chat.changing.save(this.#chat.room.id, this.#seq, text, mentions);
    this.#focusMessage();
  }

  #end() {
    this.#chat.calling.drop(this.#place);
    this.#chat.changing.end();
    this.#focusMessage();
  }

  #focusMessage() {
    queueMicrotask(() => shown(this.#pane, this.#seq)?.focus({ preventScroll: true }));
  }
}

import { html, render } from 'lit-html';
import { language, t } from '../../i18n/index.js';
import { standBeside } from '../beside.js';
import { touch } from '../composer/field.js';
import { icon } from '../icon.js';
import { keepFocus } from '../refuge.js';
import { load, other } from './loading.js';

const wide = matchMedia('(min-width: 700px)');

/** @type {Chooser | null} */
let chooser = null;

/**
 * Lets a person choose any emoji: beside a place, or on the phone at the bottom of the page.
 * @param {import('../../state/chat.js').Chat} chat
 * @param {{ label: string, place: Pick<DOMRect, 'left' | 'top' | 'bottom'>, chosen: (emoji: string) => void, closed?: () => void }} wish `closed` is called when the
 *   focus is wanted elsewhere again, after `chosen`
 */
export function chooseEmoji(chat, wish) {
  chooser ??= new Chooser(chat);
  chooser.open(wish);
}

/** A dialog in which the picker stands as soon as it is here. There is one for the page. */
class Chooser {
  #emojis;
  #dialog = Object.assign(document.createElement('dialog'), { className: 'dialog dialog-sheet dialog-emojis' });
  #wish = null;
  #language = '';
  #picker = null;

  constructor(chat) {
    this.#emojis = chat.emojis;
    document.body.append(this.#dialog);
    this.#dialog.addEventListener('click', ({ target }) => target === this.#dialog && this.#dialog.close());
    this.#dialog.addEventListener('close', () => this.#closed());
    // What is chosen is for where one was.
    chat.departures.watch(() => this.#dialog.close());
  }

  open(wish) {
    this.#wish = wish;
    this.#dialog.ariaLabel = wish.label;
    if (this.#language !== language) this.#picker = null;
    this.#render(this.#picker?.element ?? waiting());
    this.#dialog.showModal();
    if (wide.matches) standBeside(this.#dialog, wish.place);
    else this.#dialog.removeAttribute('style');
    if (this.#picker) this.#picker.enter(!touch.matches);
    else this.#load();
  }

  async #load() {
    const wanted = language;
    try {
      const module = await load(wanted);
      this.#picker = new module.Picker(module, load(other(wanted)), this.#emojis, (emoji) => this.#choose(emoji));
      this.#language = wanted;
      this.#render(this.#picker.element);
      if (this.#dialog.open) this.#picker.enter(!touch.matches);
    } catch {
      this.#render(html`<p class="quiet" role="alert">${t.emojisAway}</p>
        <button type="button" class="button" @click=${() => this.#again()}>${t.retry}</button>`);
    }
  }

  #again() {
    this.#render(waiting());
    this.#load();
  }

  #choose(emoji) {
    this.#dialog.close();
    this.#wish.chosen(emoji);
  }

  #closed() {
    this.#wish.closed?.();
    keepFocus();
  }

  #render(content) {
    render(html`
      <div class="dialog-body">
        <header class="dialog-head"><h2>${this.#wish.label}</h2>
          <button type="button" class="icon-button" aria-label=${t.close} @click=${() => this.#dialog.close()}>${icon('x')}</button></header>
        ${content}</div>`, this.#dialog);
  }
}

const waiting = () => html`<span class="spinner" role="status" aria-label=${t.loading}></span>`;

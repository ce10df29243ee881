import { html } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { t } from '../i18n/index.js';
import { plain } from './text/plain.js';

const GATHER = 2_500;
const LONGEST = 240;

/** Reads others' new messages of the open room to screen readers: politely, and gathered when many come. */
export class Announcer {
  #chat;
  #waiting = [];
  #timer = 0;
  #said = '';
  #times = 0;

  /** @param {import('../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    chat.arrivals.watch((news) => this.#hear(news));
  }

  /** Each time a new element: the same words again are no change, and would not be read. */
  template() {
    return html`<div class="hidden-text" aria-live="polite" aria-atomic="true">${keyed(this.#times, html`<span>${this.#said}</span>`)}</div>`;
  }

  #hear({ room, events }) {
    const me = this.#chat.session.user?.id;
    if (room !== this.#chat.layout.room) return;
    this.#waiting.push(...events.filter(({ user, type, text }) => type === 'message' && text && user.id !== me));
    this.#forget(new Set(events.filter(({ type }) => type === 'delete').map(({ ref }) => ref)));
    if (this.#waiting.length) this.#timer ||= setTimeout(() => this.#say(), GATHER);
  }

  /** What is deleted is neither read any more, nor stands where it was read. */
  #forget(deleted) {
    this.#waiting = this.#waiting.filter(({ seq }) => !deleted.has(seq));
    if (deleted.size && this.#said) this.#said = '';
  }

  #say() {
    this.#timer = 0;
    const [first, ...more] = this.#waiting.splice(0);
    if (!first) return;
    this.#times++;
    this.#said = more.length ? t.announceMany(more.length + 1) : t.announceOne(first.user.name, plain(first.text).slice(0, LONGEST));
    this.#chat.changed();
  }
}

import { html } from 'lit-html';
import { t } from '../i18n/index.js';

const GATHER = 2_500;
const LONGEST = 240;

/** Reads others' new messages of the open room to screen readers: politely, and gathered when many come. */
export class Announcer {
  #chat;
  #waiting = [];
  #timer = 0;
  #said = '';

  /** @param {import('../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    chat.arrivals.watch((news) => this.#hear(news));
  }

  template() {
    return html`<div class="hidden-text" aria-live="polite" aria-atomic="true">${this.#said}</div>`;
  }

  #hear({ room, events }) {
    const me = this.#chat.session.user?.id;
    if (room !== this.#chat.layout.room) return;
    this.#waiting.push(...events.filter(({ user, type }) => type === 'message' && user.id !== me));
    if (this.#waiting.length) this.#timer ||= setTimeout(() => this.#say(), GATHER);
  }

  #say() {
    this.#timer = 0;
    const [first, ...more] = this.#waiting.splice(0);
    this.#said = more.length ? t.announceMany(more.length + 1) : t.announceOne(first.user.name, first.text.slice(0, LONGEST));
    this.#chat.changed();
  }
}

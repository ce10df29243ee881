import { nameOf } from '../../i18n/names.js';
import { html, nothing, render } from 'lit-html';
import { avatar } from '../avatar.js';
import { messageAt } from './place.js';

/** Who says what stands at the top edge, while the name has scrolled away above it. Screen readers have the names of the messages. */
export class RunningHead {
  #chat;
  #pane;
  #element = null;

  /** @param {import('../../state/chat.js').Chat} chat @param {import('../pane.js').Pane} pane whose messages */
  constructor(chat, pane) {
    this.#chat = chat;
    this.#pane = pane;
  }

  /** For lit's `ref`. @param {HTMLElement | undefined} element */
  attach = (element) => {
    this.#element = element ?? null;
  };

  /** Whenever what is in view has changed. @param {HTMLElement | null} scroller */
  follow(scroller) {
    if (!scroller || !this.#element) return;
    const lead = leadOf(messageAt(scroller, scroller.scrollTop + this.#element.offsetHeight));
    const author = lead && isAbove(lead, scroller.scrollTop) ? this.#author(Number(lead.dataset.seq)) : null;
    this.#element.classList.toggle('is-shown', author !== null);
    render(author ? html`${avatar(author)}<strong>${nameOf(author)}</strong>` : nothing, this.#element);
  }

  /** What has no number yet is one's own. */
  #author(seq) {
    return this.#pane.messages(this.#chat).find((message) => message.seq === seq)?.user ?? this.#chat.session.user;
  }
}

/** The first message of the run to which this one belongs. */
function leadOf(message) {
  let lead = message;
  while (lead && !lead.classList.contains('is-lead')) lead = lead.previousElementSibling;
  return lead;
}

const isAbove = (lead, top) => lead.offsetTop + lead.querySelector('.message-head').offsetHeight <= top;

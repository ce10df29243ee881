import { html, nothing, render } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { t } from '../../i18n/index.js';
import { actsOn, mayMarkUnread } from '../../state/rights.js';
import { touch } from '../composer/field.js';
import { chooseEmoji } from '../emojis/chooser.js';
import { icon } from '../icon.js';
import { ROOM, shown } from '../pane.js';
import { go } from '../route.js';
import { keyOf } from '../single-key.js';
import { Sheet } from './sheet.js';

const QUICK = ['👍', '❤️', '😂'];
/** So many more in the sheet, which has the width for them. */
const SHEET = [...QUICK, '🎉', '🙏', '😮', '😢'];

/** What the keys do with a message. */
const KEYS = { r: 'reply', t: 'thread', '+': 'react', p: 'pin', u: 'unread', e: 'edit', Delete: 'delete' };

const hovers = matchMedia('(hover: hover)');

/**
 * What one can do with a message. There is one for all of a pane: it stands in the message under the pointer or with the focus, after its words, so that the Tab key
 * finds it there.
 */
export class Toolbar {
  #chat;
  #pane;
  #place = Object.assign(document.createElement('div'), { className: 'message-tools' });
  #message = null;
  #isMoving = false;
  #verbs = {
    reply: (message) => this.#reply(message), thread: (message) => this.#openThread(message), react: (message) => this.#pick(message),
    pin: (message) => this.#pin(message), unread: (message) => this.#markUnread(message), edit: (message) => this.#edit(message), delete: (message) => this.#delete(message),
  };

  /** @param {import('../../state/chat.js').Chat} chat @param {import('../pane.js').Pane} pane whose messages */
  constructor(chat, pane) {
    this.#chat = chat;
    this.#pane = pane;
    this.sheet = new Sheet(chat, pane, {
      of: (element) => this.#of(element), acts: (message) => this.#acts(message), act: (name, message) => this.#verbs[name](message),
      emojis: (message) => SHEET.map((emoji) => this.#emoji(message, emoji)),
    });
    this.#place.addEventListener('keydown', this.#keydown);
  }

  /**
   * For `pointermove` and `focusin` of the list: a finger that only passes, as in scrolling, gives no focus, and a message that comes to be under a pointer at rest is not pointed at,
   * so that the tools are never those of another message than the one at which somebody aims. For fingers, the focus brings none: they would lie over what one came for.
   * @param {Event & { pointerType?: string }} event
   */
  follow = ({ target, type, pointerType }) => {
    if (type === 'pointermove' && (pointerType === 'touch' || !hovers.matches)) return;
    const message = messageOf(target);
    this.#stay(type === 'focusin' && touch.matches && message !== this.#message ? null : message);
  };

  /** For `click` and `keyup` of the list: fingers ask for the tools by a tap on a message that is for nothing else, or by the key that has led there. @param {Event} event */
  ask = ({ target, type }) => {
    const isForItself = /** @type {HTMLElement} */ (target).closest(type === 'click' ? '.editor, a, button' : '.editor');
    if (touch.matches && !isForItself) this.#stay(messageOf(target));
  };

  /** For `pointerleave` and `focusout` of the list: what has the focus keeps it, or what is under the pointer. @param {FocusEvent | PointerEvent} event */
  leave = ({ currentTarget, relatedTarget, type }) => {
    const list = /** @type {HTMLElement} */ (currentTarget);
    // A finger leaves whenever it is lifted.
    if (this.#isMoving || (type === 'pointerleave' && touch.matches) || (type === 'focusout' && list.contains(/** @type {Node} */ (relatedTarget)))) return;
    const focused = type === 'focusout' ? null : document.activeElement;
    this.#message = focused?.closest('.message') ?? (type === 'focusout' && hovers.matches ? list.querySelector('.message:hover') : null);
    this.refresh();
  };

  /** For the keys of a message that has the focus. @param {KeyboardEvent} event @returns {boolean} whether it was one of them */
  key(event) {
    const item = /** @type {HTMLElement} */ (event.target);
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    const message = isPlain && item.matches('.message') && this.#chat.settings.singleKeys ? this.#of(item) : null;
    const isUndo = keyOf(event) === 'z' && (event.ctrlKey || event.metaKey) && item.matches('.message');
    if (isUndo) this.#chat.changing.undo();
    if (!message) return isUndo;
    const act = KEYS[keyOf(event)];
    if (!this.#acts(message).has(act)) return false;
    event.preventDefault();
    this.#verbs[act](message);
    return true;
  }

  /** After a rendering, or when something has become of the message. What goes or is moved by that loses the focus, which is nobody's leaving. */
  refresh() {
    if (this.#isMoving) return;
    this.#isMoving = true;
    try {
      const message = this.#of(this.#message);
      if (message) render(this.#template(message), this.#place);
      this.#stand(message ? this.#message : null);
    } finally {
      this.#isMoving = false;
    }
  }

  #stay(message) {
    if (message === this.#message) return;
    this.#message = message;
    this.refresh();
  }

  /** @param {HTMLElement | null} where */
  #stand(where) {
    if (this.#place.parentElement === where) return;
    if (where) where.append(this.#place);
    else this.#place.remove();
  }

  /** Each message has tools of its own: what was pressed over one is not let go over another. */
  #template(message) {
    const acts = this.#acts(message);
    return keyed(message.seq, html`
      <div class="tools" role="toolbar" aria-label=${t.messageTools} data-testid="message-tools">
        ${acts.has('react') ? html`${QUICK.map((emoji) => this.#emoji(message, emoji))}
        <button type="button" class="message-tool" data-testid="any-emoji" aria-label=${t.react} title=${t.react} aria-haspopup="dialog" @click=${() => this.#pick(message)}>${icon('smile-plus')}</button>` : nothing}
        ${acts.has('reply') ? html`
          <button type="button" class="message-tool" data-testid="reply" aria-label=${t.reply} title=${t.reply} @click=${() => this.#reply(message)}>${icon('reply')}</button>` : nothing}
        ${acts.has('thread') ? html`
          <button type="button" class="message-tool" data-testid="open-thread" aria-label=${t.openThread} title=${t.openThread} @click=${() => this.#openThread(message)}>${icon('messages-square')}</button>` : nothing}
        ${acts.has('pin') ? html`
          <button type="button" class="message-tool" data-testid="pin" aria-label=${message.pinned ? t.unpin : t.pin} title=${message.pinned ? t.unpin : t.pin} @click=${() => this.#pin(message)}>${icon(message.pinned ? 'pin-off' : 'pin')}</button>` : nothing}
        ${acts.has('edit') ? html`
          <button type="button" class="message-tool" data-testid="edit" aria-label=${t.edit} title=${t.edit} @click=${() => this.#edit(message)}>${icon('pencil')}</button>` : nothing}
        ${acts.has('delete') ? html`
          <button type="button" class="message-tool" data-testid="delete" aria-label=${t.delete} title=${t.delete} @click=${() => this.#delete(message)}>${icon('trash-2')}</button>` : nothing}
        ${message.deleted ? nothing : html`
          <button type="button" class="message-tool" data-testid="more" aria-label=${t.moreTools} title=${t.moreTools} aria-haspopup="dialog" @click=${() => this.sheet.open(message)}>${icon('ellipsis')}</button>`}
      </div>`);
  }

  #emoji = (message, emoji) => html`
    <button type="button" class="message-tool emoji" data-testid="react" aria-label=${t.reactWith(emoji)} title=${t.reactWith(emoji)} @click=${() => this.#react(message, emoji)}>${emoji}</button>`;

  #react(message, emoji) {
    this.#chat.changing.toggle(this.#chat.room.id, message, emoji);
  }

  #reply(message) {
    this.#chat.writing.answer(message, this.#pane.place(this.#chat));
    this.#message = null;
    document.getElementById(this.#pane.field)?.focus();
    this.refresh();
  }

  #openThread({ seq, thread = seq }) {
    go(this.#chat.room.id, 0, thread);
  }

  #pin(message) {
    this.#chat.changing.pin(this.#chat.room.id, message);
  }

  /** What was read stays where it is: only where one comes back, or elsewhere, it counts. */
  async #markUnread({ seq }) {
    const isDone = await this.#chat.reading.markUnread(seq);
    if (isDone) this.#chat.notices.tell({ text: () => t.markedUnread });
  }

  /** Who has edited it with a finger has done with it. */
  #edit({ seq }) {
    this.#message = null;
    this.#chat.changing.edit(this.#chat.room.id, seq, this.#pane.name);
  }

  #delete({ seq }) {
    const item = this.#message;
    this.#chat.changing.delete(this.#chat.room.id, seq);
    item?.focus({ preventScroll: true });
  }

  /** The message may have changed, or be gone, until an emoji is chosen. */
  #pick({ seq }) {
    const { id } = this.#chat.room;
    const item = shown(this.#pane, seq);
    chooseEmoji(this.#chat, {
      label: t.react,
      place: (this.#place.isConnected ? this.#place : item).getBoundingClientRect(),
      chosen: (emoji) => {
        const message = this.#of(item);
        if (message && this.#chat.room.id === id) this.#react(message, emoji);
      },
      closed: () => item.focus({ preventScroll: true }),
    });
  }

  /** Escape leads back to the message, the arrows from one tool to the next (WAI-ARIA Authoring Practices, toolbar). */
  #keydown = (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key !== 'Escape' && !step) return;
    event.stopPropagation();
    event.preventDefault();
    const tools = /** @type {HTMLElement[]} */ ([...this.#place.querySelectorAll('.message-tool')]);
    if (step) tools[(tools.indexOf(event.target.closest('.message-tool')) + step + tools.length) % tools.length].focus();
    else this.#back();
  };

  #back() {
    this.#message?.focus({ preventScroll: true });
  }

  /** The message of this element, if something can be done with it: whoever sees what it says copies that, or its address. */
  #of(element) {
    const seq = Number(element?.dataset.seq);
    if (!seq || !this.#chat.room || !element.isConnected || this.#chat.changing.isEdited(this.#chat.room.id, seq, this.#pane.name)) return null;
    const message = this.#pane.messages(this.#chat).find((each) => each.seq === seq);
    return message && (!message.deleted || this.#acts(message).size) ? message : null;
  }

  /** A thread is open already where its own messages are shown, and how far one has read is said in the room. */
  #acts(message) {
    const { room, timeline, session: { user } } = this.#chat;
    const acts = actsOn(room, message, user?.id);
    if (this.#pane !== ROOM) acts.delete('thread');
    else if (!message.deleted && mayMarkUnread(room, timeline, message.seq, user?.id)) acts.add('unread');
    return acts;
  }
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const messageOf = (target) => /** @type {HTMLElement} */ (target).closest('.message');

import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { isFollowed } from '../../state/messages.js';
import { mayFollow, maySeeReaders } from '../../state/rights.js';
import { put } from '../clipboard.js';
import { showReactors } from '../dialogs/reactors.js';
import { readers } from '../dialogs/readers.js';
import { icon } from '../icon.js';
import { LongPress } from '../long-press.js';
import { dialog } from '../modal.js';
import { shown } from '../pane.js';
import { isNowhere } from '../refuge.js';
import { address } from '../route.js';

/** Everything that one can do with a message, as a sheet at the bottom of the page: by a long press, or from the toolbar. */
export class Sheet {
  #chat;
  #pane;
  #tools;
  /** The number of its message; 0 for none. */
  #seq = 0;
  #longPress = new LongPress((target) => this.#pressed(target), (open) => open());

  /**
   * @param {import('../../state/chat.js').Chat} chat @param {import('../pane.js').Pane} pane
   * @param {{ of(element: Element | null): import('../../state/messages.js').Message | null, acts(message: any): Set<string>, emojis(message: any): unknown, act(name: string, message: any): void }} tools of the toolbar
   */
  constructor(chat, pane, tools) {
    this.#chat = chat;
    this.#pane = pane;
    this.#tools = tools;
  }

  /** For `pointerdown` of the list: only a finger has no other way. @param {PointerEvent} event */
  press = (event) => this.#longPress.press(event);

  /** For `contextmenu` of the list: a right click, or the key for menus, on a reaction. @param {MouseEvent} event */
  menu = (event) => {
    const { target } = event;
    const message = target instanceof Element && target.closest('.reaction') ? this.#tools.of(target.closest('.message')) : null;
    if (!message) return;
    event.preventDefault();
    showReactors(this.#chat, message.seq);
  };

  /** @param {Pick<import('../../state/messages.js').Message, 'seq'>} message */
  open({ seq }) {
    this.#seq = seq;
    this.#chat.layout.show({ dialog: 'message' });
  }

  template() {
    const { layout, room } = this.#chat;
    if (layout.dialog !== 'message') this.#seq = 0;
    const message = this.#seq && room && this.#pane.messages(this.#chat).find(({ seq, deleted }) => seq === this.#seq && !deleted);
    return dialog({
      open: this.#seq !== 0,
      may: Boolean(message),
      title: t.messageTools,
      name: 'sheet',
      close: () => this.#close(),
      content: () => this.#content(message),
    });
  }

  #content(message) {
    const acts = this.#tools.acts(message);
    const item = (name, sign, words, act = () => this.#tools.act(name, message)) => html`
      <li><button type="button" class="menu-item" data-testid="sheet-${name}" @click=${(event) => this.#do(event, act)}>${icon(sign)}${words}</button></li>`;
    return html`
      ${acts.has('react') ? html`<div class="sheet-emojis" role="group" aria-label=${t.react} @click=${(event) => this.#do(event, () => {})}>${this.#tools.emojis(message)}
        <button type="button" class="message-tool" data-testid="sheet-any-emoji" aria-label=${t.react} title=${t.react} aria-haspopup="dialog"
          @click=${(event) => this.#do(event, () => this.#tools.act('react', message))}>${icon('smile-plus')}</button></div>` : nothing}
      <ul class="sheet-items">
        ${acts.has('reply') ? item('reply', 'reply', t.reply) : nothing}
        ${acts.has('thread') ? item('thread', 'messages-square', t.openThread) : nothing}
        ${mayFollow(this.#chat.room) ? this.#following(message, item) : nothing}
        ${acts.has('pin') ? item('pin', message.pinned ? 'pin-off' : 'pin', message.pinned ? t.unpin : t.pin) : nothing}
        ${acts.has('unread') ? item('unread', 'mail', t.markUnread) : nothing}
        ${acts.has('edit') ? item('edit', 'pencil', t.edit) : nothing}
        ${message.reactions?.length ? item('reactors', 'smile', t.reactors, () => showReactors(this.#chat, message.seq)) : nothing}
        ${maySeeReaders(this.#chat.room) ? item('readers', 'eye', t.readers, () => readers.show(this.#chat, message.seq)) : nothing}
        ${item('copy', 'copy', t.copyText, () => this.#copy(message.text))}
        ${item('link', 'link', t.copyLink, () => this.#copy(new URL(address(this.#chat.layout.room, message.seq), location.href).href))}
        ${acts.has('delete') ? item('delete', 'trash-2', t.delete) : nothing}
      </ul>`;
  }

  /** Of a thread whose beginning is not there, it is not known: saying so again does no harm. */
  #following(message, item) {
    const { session, room, followers, notices } = this.#chat;
    const root = message.thread ? this.#pane.messages(this.#chat).find(({ seq }) => seq === message.thread) : message;
    const isOpen = followers.isKnown && followers.room === room.id && followers.thread === (message.thread ?? message.seq);
    const follows = isOpen ? followers.following : root !== undefined && isFollowed(root, session.user.id);
    const act = () => followers.say(room.id, message.seq, !follows).catch((problem) => notices.tell({ problem }));
    return item('follow', follows ? 'bell-off' : 'bell', follows ? t.unfollowThread : t.followThread, act);
  }

  /** What is done may need the focus elsewhere, which the dialog gives back first. */
  #do({ currentTarget }, act) {
    this.#close();
    currentTarget.closest('dialog').close();
    act();
  }

  async #copy(text) {
    const isDone = await put(text, document.body);
    this.#chat.notices.tell({ text: () => (isDone ? t.copied : t.notCopied) });
  }

  /** The tools from which it was opened have gone with the focus, which its message gets. */
  #close() {
    const message = shown(this.#pane, this.#seq);
    queueMicrotask(() => isNowhere() && message?.focus({ preventScroll: true }));
    this.#seq = 0;
    if (this.#chat.layout.dialog === 'message') this.#chat.layout.show({ dialog: '' });
  }

  /** What a finger that rests there opens. What it selects is the browser's. @param {Element} target @returns {(() => void) | null} */
  #pressed(target) {
    const message = this.#tools.of(target.closest('.message'));
    if (message && target.closest('.reaction')) return () => showReactors(this.#chat, message.seq);
    return message && !target.closest('a, button, textarea') ? () => getSelection()?.isCollapsed === false || this.open(message) : null;
  }
}

import { html, nothing, render } from 'lit-html';
import { language, t } from '../i18n/index.js';
import { nameOf } from '../i18n/names.js';
import { mayAdminister } from '../state/chat-rights.js';
import { isPublic, mayBan, mayPost } from '../state/rights.js';
import { largeAvatar } from './avatar.js';
import { standBeside } from './beside.js';
import { showAdministration } from './dialogs/administration.js';
import { askToBan } from './dialogs/bans.js';
import { icon } from './icon.js';
import { ROOM, THREAD } from './pane.js';
import { go } from './route.js';
import { endOf } from './status.js';
import { covers } from './thread/thread.js';

/** Who somebody is, what they show of themselves, and the way to a conversation with them. There is one for all: it opens beside the name that was pressed. */
export class PersonCard {
  #chat;
  #element = Object.assign(document.createElement('div'), { className: 'popover person-card', popover: 'auto' });
  /** Whose it is. @type {import('../state/messages.js').User | null} */
  #user = null;
  /** Whether it was opened in the thread. */
  #isInThread = false;

  /** @param {import('../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    this.#element.role = 'dialog';
    this.#element.tabIndex = -1;
    this.#element.dataset.testid = 'person-card';
    document.body.append(this.#element);
    chat.watch(() => this.#isOpen && this.#draw());
    chat.departures.watch(() => this.#isOpen && this.#element.hidePopover());
  }

  /** @param {import('../state/messages.js').User} user @param {Element} beside */
  open(user, beside) {
    this.#user = user;
    this.#isInThread = beside.closest('#thread') !== null;
    // A dialog leaves nothing to press but what is in it.
    const place = beside.closest('dialog') ?? document.body;
    if (this.#element.parentElement !== place) place.append(this.#element);
    this.#draw();
    this.#element.showPopover();
    standBeside(this.#element, beside.getBoundingClientRect());
  }

  /** For `click` of the timeline: names and faces of others lead here. @param {MouseEvent} event */
  follow = ({ target }) => {
    const element = /** @type {HTMLElement} */ (target).closest('.message-author, .message-side .avatar');
    const seq = Number(/** @type {HTMLElement} */ (element?.closest('.message'))?.dataset.seq);
    const { messages, thread, layout } = this.#chat;
    const user = seq && [...messages, ...(layout.thread ? thread.messages : [])].find((message) => message.seq === seq)?.user;
    if (user && user.id !== this.#chat.session.user.id) this.open(user, element);
  };

  get #isOpen() {
    return this.#element.matches(':popover-open');
  }

  #draw() {
    const hadFocus = this.#element.contains(document.activeElement);
    this.#element.ariaLabel = nameOf(this.#chat.cards.of(this.#user.id)?.user ?? this.#user);
    render(this.#template(this.#user), this.#element);
    // What had it is nothing that one could do any more.
    if (hadFocus && !this.#element.contains(document.activeElement)) this.#element.focus();
  }

  /** Whoever was found in a directory may be nobody of a room that is not open to all, who would be called in vain. */
  get #isFound() {
    return this.#element.closest('dialog') !== null;
  }

  /** Where one calls somebody: there where one has met them, and nowhere that is covered. @returns {import('./pane.js').Pane} */
  get #pane() {
    return this.#isInThread || covers(this.#chat) ? THREAD : ROOM;
  }

  /** Whether there is a field to call somebody in. */
  get #mayWrite() {
    const { room, thread } = this.#chat;
    return room !== undefined && mayPost(room) && (this.#pane === ROOM || !thread.isOver);
  }

  #template(user) {
    const { cards, room, account } = this.#chat;
    const card = cards.of(user.id);
    const isGone = card?.state !== undefined;
    const acts = [
      ...(isGone ? [] : [item('write-to', 'message-circle', t.writeTo, () => this.#write(user), true)]),
      ...(!isGone && room && this.#mayWrite && (isPublic(room) || !this.#isFound) ? [item('mention', 'at-sign', t.mention, () => this.#mention(card?.user ?? user))] : []),
      ...(room && !isGone && mayBan(room) ? [item('ban', 'ban', t.banPerson, () => this.#ban(card?.user ?? user))] : []),
      ...(mayAdminister(account.role) && card?.state !== 'deleted' ? [item('administer', 'shield', t.administration, () => this.#administer())] : []),
    ];
    return html`
      <div class="person-card-head">${largeAvatar(card?.user ?? user)}
        <div class="person-card-who"><strong>${nameOf(card?.user ?? user)}</strong>${card && !isGone ? html`<small>${card.handle ? `@${card.handle}` : t.guest}</small>` : nothing}</div></div>
      ${facts(this.#chat, user, card)}
      ${acts.length ? html`<div class="menu">${acts}</div>` : nothing}`;
  }

  /** What one does with somebody is done elsewhere: a dialog that one was found in closes, too, and at once, so that the focus can go there. */
  #leave() {
    this.#element.hidePopover();
    const dialog = this.#element.closest('dialog');
    if (!dialog) return;
    this.#chat.layout.show({ dialog: '' });
    dialog.close();
  }

  async #write({ id }) {
    this.#leave();
    try {
      go((await this.#chat.rooms.direct([id])).id);
    } catch (problem) {
      this.#chat.notices.tell({ problem });
    }
  }

  /** At the end of what one was writing. */
  #mention(user) {
    const { field, place } = this.#pane;
    this.#leave();
    const { calling, drafts } = this.#chat;
    const where = place(this.#chat);
    this.#chat.writing.write(calling.call(where, drafts.text(where), user), where);
    document.getElementById(field)?.focus();
  }

  #ban(user) {
    this.#leave();
    askToBan(this.#chat, user);
  }

  #administer() {
    this.#leave();
    showAdministration(this.#chat);
  }
}

const item = (name, picture, words, act, isFirst = false) => html`
  <button type="button" class="menu-item" data-testid=${name} ?autofocus=${isFirst} @click=${act}>${icon(picture)}${words}</button>`;

/** What is to be known of somebody besides their name; nothing where there is none. */
function facts(chat, { id }, card) {
  const status = chat.cards.statusOf(id);
  const here = chat.room && chat.presence.here(chat.room.id).users.some((user) => user.id === id);
  const time = card?.zone ? timeIn(card.zone) : '';
  const lines = [
    card?.state === 'deactivated' ? html`<li>${icon('lock')}<span>${t.deactivated}</span></li>` : nothing,
    status ? html`<li data-testid="card-status"><span class="status-sign">${status.emoji ?? '💬'}</span><span>${status.text}${status.ends ? html` <small>${endOf(status)}</small>` : nothing}</span></li>` : nothing,
    time ? html`<li data-testid="card-time">${icon('clock')}<span>${t.localTime(time)}</span></li>` : nothing,
    here ? html`<li><span class="here-dot"></span><span>${t.isHere}</span></li>` : nothing,
  ].filter((line) => line !== nothing);
  return lines.length ? html`<ul class="person-card-facts">${lines}</ul>` : nothing;
}

/** The browser may not know a zone that is newer than itself. */
function timeIn(timeZone) {
  try {
    return new Intl.DateTimeFormat(language, { timeZone, weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(new Date());
  } catch {
    return '';
  }
}

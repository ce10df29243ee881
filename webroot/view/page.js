import { html, nothing, render } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { t } from '../i18n/index.js';
import { nameByCards } from '../i18n/names.js';
import { mayPost } from '../state/rights.js';
import { Announcer } from './announcer.js';
import { showTitle } from './attention.js';
import { showPicturesOf } from './avatar.js';
import { closedComposer } from './composer/closed.js';
import { Composer } from './composer/composer.js';
import { accountDialog } from './dialogs/account.js';
import { administrationDialog } from './dialogs/administration.js';
import { invitedDialog } from './dialogs/invited.js';
import { edits } from './dialogs/edits.js';
import { reactorsDialog } from './dialogs/reactors.js';
import { keepDialog } from './dialogs/keep.js';
import { keysDialog } from './dialogs/keys.js';
import { linksDialog } from './dialogs/links.js';
import { membersDialog } from './dialogs/members.js';
import { newConversationDialog } from './dialogs/new-conversation.js';
import { newRoomDialog } from './dialogs/new-room.js';
import { peopleDirectory } from './dialogs/people-directory.js';
import { pinsDialog } from './dialogs/pins.js';
import { profileDialog } from './dialogs/profile.js';
import { questionDialog } from './dialogs/question.js';
import { readers } from './dialogs/readers.js';
import { roomDirectory } from './dialogs/room-directory.js';
import { roomSettingsDialog } from './dialogs/room-settings.js';
import { signOutDialog } from './dialogs/sign-out.js';
import { switcherDialog } from './dialogs/switcher.js';
import { firstVisitDialog } from './dialogs/first-visit.js';
import { header, peopleShown } from './header/header.js';
import { icon } from './icon.js';
import { joinBar } from './join-bar.js';
import { keyNames } from './key-names.js';
import { listenToKeys } from './keyboard.js';
import { noRoom } from './no-room.js';
import { noticeBar } from './notice.js';
import { peoplePane } from './people.js';
import { pinLine } from './pin-line.js';
import { PersonCard } from './person-card.js';
import { keepFocus, offerFocus } from './refuge.js';
import { roomsPane } from './rooms.js';
import { RowMenu } from './row-menu.js';
import { signInPage } from './sign-in.js';
import { slowLine } from './composer/slow.js';
import { SteadyOrder } from './steady-order.js';
import { ROOM } from './pane.js';
import { covers, Thread } from './thread/thread.js';
import { Scroller } from './timeline/scroller.js';
import { timelinePane } from './timeline/timeline.js';
import { Toolbar } from './timeline/toolbar.js';
import { notLiveLine, troubleBar } from './trouble.js';
import { typingLine } from './typing.js';

/** The whole page, rendered at most once a frame whatever happened in between. */
export class Page {
  #chat;
  #root;
  #scroller;
  #composer;
  #toolbar;
  #thread;
  #personCard;
  #rowMenu;
  #order = new SteadyOrder(() => this.refresh());
  #announcer;
  #scheduled = false;
  #entered = '';

  /** @param {import('../state/chat.js').Chat} chat @param {HTMLElement} root */
  constructor(chat, root) {
    this.#chat = chat;
    this.#root = root;
    this.#scroller = new Scroller(chat);
    this.#composer = new Composer(chat, ROOM, () => this.#scroller.follow());
    this.#toolbar = new Toolbar(chat, ROOM);
    showPicturesOf(chat.cards);
    nameByCards(chat.cards);
    this.#personCard = new PersonCard(chat);
    this.#rowMenu = new RowMenu(chat);
    this.#thread = new Thread(chat, this.#personCard);
    this.#announcer = new Announcer(chat);
    listenToKeys(chat, this.#scroller, () => this.#render());
    chat.watch(() => this.refresh());
    // Hidden before the frame came, it would wait for it until it is looked at again.
    document.addEventListener('visibilitychange', () => this.#scheduled && document.hidden && this.#render());
    matchMedia('(min-width: 1100px)').addEventListener('change', () => this.refresh());
  }

  /** Renders soon. A hidden page gets no frames, but its state must not wait for one. */
  refresh() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const soon = document.hidden ? setTimeout : requestAnimationFrame;
    soon(() => this.#render());
  }

  #render() {
    this.#scheduled = false;
    this.#scroller.before();
    const focused = document.activeElement;
    const around = [focused?.closest('.message'), focused?.closest('[role=log]')];
    render(this.#template(), this.#root);
    if (focused !== document.activeElement) keepFocus(focused, around);
    const room = this.#chat.room?.id ?? '';
    if (room && room !== this.#entered) this.#composer.enter(!this.#hasFocusElsewhere());
    this.#entered = room;
    this.#scroller.after();
    this.#composer.after();
    this.#toolbar.refresh();
    this.#thread.after();
    showTitle(this.#chat);
  }

  /** Who looks for a message has it there, and who writes somewhere while the first room opens by itself goes on. */
  #hasFocusElsewhere() {
    return this.#chat.timeline.sought || (!this.#entered && document.activeElement?.matches('input, textarea'));
  }

  #template() {
    const { phase } = this.#chat.session;
    if (phase === 'unknown') return waiting(this.#chat.session);
    return phase === 'out' ? signInPage(this.#chat) : this.#app();
  }

  #app() {
    const chat = this.#chat;
    return html`
      ${chat.room ? html`<a class="skip" href="#messages" @click=${skip}>${t.skip}</a>` : nothing}
      <div class="app ${chat.layout.room ? 'in-room' : 'in-list'} ${columns(chat)}">
        ${roomsPane(chat, this.#rowMenu, this.#order)}
        ${header(chat)}
        <main class="main" ?inert=${covers(chat)}>${troubleBar(chat)}${this.#main()}</main>
        ${this.#thread.template()}
        ${peoplePane(chat, this.#personCard)}
      </div>
      ${newRoomDialog(chat)}${newConversationDialog(chat)}${roomDirectory(chat)}${peopleDirectory(chat, this.#personCard)}${membersDialog(chat)}${edits.dialog(chat)}${readers.dialog(chat)}${reactorsDialog(chat)}${this.#toolbar.sheet.template()}${this.#thread.sheet.template()}${roomSettingsDialog(chat)}${pinsDialog(chat)}${administrationDialog(chat)}${linksDialog(chat)}${invitedDialog(chat)}${firstVisitDialog(chat)}${questionDialog(chat)}${switcherDialog(chat)}${keysDialog(chat)}${signOutDialog(chat)}${keepDialog(chat)}${profileDialog(chat)}${accountDialog(chat)}
      ${noticeBar(chat)}${this.#announcer.template()}`;
  }

  #main() {
    const chat = this.#chat;
    if (!chat.layout.room) return chat.rooms.loaded ? blank('messages-square', t.pickRoom, t.pickRoomHint(keyNames('Ctrl K').join(' '))) : nothing;
    if (!chat.room) return missing(noRoom(chat));
    return html`
      ${pinLine(chat)}
      ${timelinePane(chat, this.#scroller, this.#toolbar, this.#personCard)}
      <div class="foot">
        ${notLiveLine(chat)}
        ${typingLine(chat)}
        ${chat.room.joined ? nothing : joinBar(chat)}
        ${mayPost(chat.room) ? html`${slowLine(chat.room)}${this.#composer.template()}` : closedComposer(chat.room)}
      </div>`;
  }
}

/** A thread has the place of the people. */
function columns(chat) {
  if (!chat.room) return '';
  if (chat.layout.thread) return 'with-thread';
  return peopleShown(chat) ? 'with-people' : '';
}

const waiting = ({ problem }) => html`
  <div class="page-loading"><span class="spinner" role="status" aria-label=${t.loading}></span>
    ${problem ? html`<p role="alert">${t.noServer}</p>` : nothing}</div>`;

const blank = (name, title, hint) => html`<div class="blank">${icon(name)}<h1 class="refuge" tabindex="-1" ${ref(offerFocus)}>${title}</h1><p>${hint}</p></div>`;

const missing = (why) => (why ? blank(why.picture, why.title, why.hint) : nothing);

function skip(event) {
  event.preventDefault();
  document.getElementById('messages')?.focus();
}

import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { language, t } from '../i18n/index.js';
import { isolated } from '../i18n/isolation.js';
import { askForConversation } from './dialogs/new-conversation.js';
import { findEverybody } from './dialogs/people-directory.js';
import { findRooms } from './dialogs/room-directory.js';
import { icon } from './icon.js';
import { lines } from './room-lines.js';
import { roomSign } from './room-sign.js';
import { address } from './route.js';

const MANY = 99;

/** The list of rooms. @param {import('../state/chat.js').Chat} chat @param {import('./row-menu.js').RowMenu} menu @param {import('./steady-order.js').SteadyOrder} order */
export const roomsPane = (chat, menu, order) => html`
  <nav class="rooms" tabindex="-1" aria-label=${t.rooms}>
    <div class="rooms-head">
      <a class="brand" href="#/" title=${chat.account.chatName}>${mark()}<span>${chat.account.chatName}</span></a>
      <button class="icon-button" type="button" data-testid="new-conversation" aria-label=${t.newConversation} title=${t.newConversation}
        @click=${() => askForConversation(chat)}>${icon('message-circle-plus')}</button>
      <button class="icon-button" type="button" data-testid="new-room" aria-label=${t.newRoom} title=${t.newRoom}
        @click=${() => chat.layout.show({ dialog: 'new-room' })}>${icon('plus')}</button>
    </div>
    <label class="search">${icon('search')}
      <input type="search" placeholder=${t.filterRooms} aria-label=${t.filterRooms} autocomplete="off"
        .value=${chat.layout.filter} @input=${(event) => chat.layout.show({ filter: event.target.value })}></label>
    <div class="rooms-list" @contextmenu=${menu.follow} @click=${menu.press} @pointerdown=${menu.hold}
      @pointermove=${order.aim} @pointerleave=${order.release}>${list(chat, order)}</div>
  </nav>`;

/** The sign of the house. */
export const mark = () => html`<img class="mark" src="/favicon.svg" alt="" width="28" height="28">`;

function list(chat, order) {
  const { filter } = chat.layout;
  const { favourite, mine, direct, others, archived } = chat.rooms.sections(filter);
  if (!chat.rooms.loaded) return skeleton();
  const parts = order.arrange(filter, [favourite, mine, direct, others, archived]).map((rooms) => lines(chat, rooms));
  const titles = [t.favourites, t.myRooms, t.directRooms, t.otherRooms, t.archivedRooms];
  return [parts.map((shown, index) => section(titles[index], shown)), parts.every((shown) => !shown.length) ? html`<p class="quiet">${filter ? t.noSuchRooms(filter) : t.noOwnRooms}</p>` : nothing, finding(chat, filter.trim())];
}

/** The ways to all other rooms, and to all people. */
const finding = (chat, filter) => html`
  ${finder('find-rooms', 'search', filter ? t.findRoomsLike(filter) : t.findRooms, () => findRooms(chat, filter))}
  ${finder('find-everybody', 'users', filter ? t.findEverybodyLike(filter) : t.findEverybody, () => findEverybody(chat, filter))}`;

const finder = (name, picture, words, find) => html`
  <button type="button" class="find-rooms" data-testid=${name} aria-haspopup="dialog" @click=${find}>${icon(picture)}<span>${words}</span></button>`;

const section = (title, shown) => (shown.length ? html`
  <section class="rooms-section">
    <h2>${title}</h2>
    <ul>${guard([language, ...shown], () => repeat(shown, ({ id }) => id, (line) => guard([language, line], () => item(line))))}</ul>
  </section>` : nothing);

/** @param {import('./room-lines.js').Line} line */
const item = ({ id, topic, said, time, open, ...line }) => html`
  <li><a class="room ${line.unread && (!line.muted || line.mentioned) ? 'is-unread' : ''} ${open ? 'is-open' : ''}" href=${address(id)}
    data-testid="room" data-room=${id} aria-current=${open ? 'page' : nothing} title=${[line.name, topic].filter(Boolean).map(isolated).join(' – ')}>
    ${roomSign(line)}
    <span class="room-words">
      <span class="room-line"><span class="room-name">${line.name}</span>${time ? html`<span class="room-time">${time}</span>` : nothing}${said ? nothing : marks(line)}</span>
      ${said ? html`<span class="room-line"><span class="room-said" data-testid="room-said">${said}</span>${marks(line)}</span>` : nothing}
    </span>
  </a><button type="button" class="room-more" tabindex="-1" data-testid="room-more" data-room=${id} aria-haspopup="dialog" aria-label=${t.roomActions(line.name)}
    title=${t.roomActions(line.name)}>${icon('ellipsis')}</button></li>`;

/** What is to be seen to, at the end of the last line. @param {Pick<import('./room-lines.js').Line, 'unread' | 'mentioned' | 'muted' | 'draft' | 'deaf'>} line */
const marks = ({ unread, mentioned, muted, draft, deaf }) => html`
  ${draft ? html`<span class="room-draft" title=${t.draft}>${icon('pencil')}<span class="hidden-text">${t.draft}</span></span>` : nothing}
  ${deaf ? html`<span class="room-deaf" data-testid="room-deaf" title=${t.notLiveShort}>${icon('wifi-off')}<span class="hidden-text">${t.notLiveShort}</span></span>` : nothing}
  ${muted ? html`<span class="room-muted" data-testid="room-muted" title=${t.muted}>${icon('bell-off')}<span class="hidden-text">${t.muted}</span></span>` : nothing}
  ${unread ? badge(unread, mentioned, muted) : nothing}`;

/** @param {number} unread */
export const short = (unread) => (unread > MANY ? `${MANY}+` : String(unread));

function badge(unread, mentioned, muted) {
  const label = mentioned ? `${t.unread(unread)}, ${t.mentioned}` : t.unread(unread);
  return html`<span class="count ${mentioned ? 'is-mention' : muted ? 'is-quiet' : ''}" data-testid="unread">
    <span aria-hidden="true">${mentioned ? '@' : ''}${short(unread)}</span>
    <span class="hidden-text">${label}</span></span>`;
}

const skeleton = () => html`
  <div class="skeleton" role="status" aria-label=${t.loading}>${[70, 45, 60, 52].map((width) => html`<i class="bar w-${width}"></i>`)}</div>`;

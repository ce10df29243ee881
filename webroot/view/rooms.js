import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { t } from '../i18n/index.js';
import { icon } from './icon.js';

const MANY = 99;

/** The list of rooms. @param {import('../state/chat.js').Chat} chat */
export const roomsPane = (chat) => html`
  <nav class="rooms" aria-label=${t.rooms}>
    <div class="rooms-head">
      <a class="brand" href="#/">${mark()}<span>doChat</span></a>
      <button class="icon-button" type="button" data-testid="new-room" aria-label=${t.newRoom} title=${t.newRoom}
        @click=${() => chat.layout.show({ dialog: 'new-room' })}>${icon('plus')}</button>
    </div>
    <label class="search">${icon('search')}
      <input type="search" placeholder=${t.filterRooms} aria-label=${t.filterRooms} autocomplete="off"
        .value=${chat.layout.filter} @input=${(event) => chat.layout.show({ filter: event.target.value })}></label>
    <div class="rooms-list">${list(chat)}</div>
  </nav>`;

/** The sign of the house. */
export const mark = () => html`<img class="mark" src="/favicon.svg" alt="" width="28" height="28">`;

function list(chat) {
  const { filter } = chat.layout;
  const { mine, others } = chat.rooms.sections(filter);
  if (!chat.rooms.loaded) return skeleton();
  if (!mine.length && !others.length) return html`<p class="quiet">${filter ? t.noSuchRooms(filter) : t.noRooms}</p>`;
  return [section(chat, t.myRooms, mine), section(chat, t.otherRooms, others)];
}

const section = (chat, title, rooms) => (rooms.length ? html`
  <section class="rooms-section">
    <h2>${title}</h2>
    <ul>${repeat(rooms, ({ id }) => id, (room) => item(chat, room))}</ul>
  </section>` : nothing);

function item(chat, room) {
  const unread = chat.rooms.unread(room);
  const open = chat.layout.room === room.id;
  return html`
    <li><a class="room ${unread ? 'is-unread' : ''} ${open ? 'is-open' : ''}" href="#/room/${encodeURIComponent(room.id)}"
      data-testid="room" data-room=${room.id} aria-current=${open ? 'page' : nothing} title=${room.topic || nothing}>
      ${icon('hash')}<span class="room-name">${room.name}</span>
      ${chat.drafts.has(room.id) && !open ? html`<span class="room-draft" title=${t.draft}>${icon('pencil')}</span>` : nothing}
      ${chat.live.isDeaf(room.id) ? html`<span class="room-deaf" data-testid="room-deaf" title=${t.notLiveShort}>${icon('wifi-off')}<span class="hidden-text">${t.notLiveShort}</span></span>` : nothing}
      ${badge(chat, room, unread)}
    </a></li>`;
}

/** @param {number} unread */
export const short = (unread) => (unread > MANY ? `${MANY}+` : String(unread));

function badge(chat, room, unread) {
  if (!unread) return nothing;
  const mentioned = chat.reading.mentions.has(room.id);
  const label = mentioned ? `${t.unread(unread)}, ${t.mentioned}` : t.unread(unread);
  return html`<span class="count ${mentioned ? 'is-mention' : ''}" data-testid="unread">
    <span aria-hidden="true">${mentioned ? '@' : ''}${short(unread)}</span>
    <span class="hidden-text">${label}</span></span>`;
}

const skeleton = () => html`
  <div class="skeleton" role="status" aria-label=${t.loading}>${[70, 45, 60, 52].map((width) => html`<i class="bar w-${width}"></i>`)}</div>`;

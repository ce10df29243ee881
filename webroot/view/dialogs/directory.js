import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { go } from '../route.js';

/** So far from the end the next page is asked for, in pixels. */
const AHEAD = 400;

/** All public rooms (WAI-ARIA Authoring Practices, combobox with a listbox). @param {import('../../state/chat.js').Chat} chat */
export const directoryDialog = (chat) => dialog({
  open: chat.layout.dialog === 'directory',
  title: t.findRooms,
  name: 'directory',
  close: () => close(chat),
  content: () => {
    const { directory } = chat;
    const { found, active } = directory;
    return html`
      <div class="search">${icon('search')}
        <input id="directory" type="text" data-testid="directory-search" role="combobox" aria-autocomplete="list" aria-expanded=${found.length ? 'true' : 'false'}
          aria-controls="directory-list" aria-activedescendant=${found[active] ? `directory-${active}` : nothing} aria-label=${t.findRoomsBy} placeholder=${t.findRoomsBy}
          autofocus autocomplete="off" maxlength="48" .value=${live(directory.text)} @input=${({ target }) => directory.search(target.value)}
          @keydown=${(event) => press(event, chat)}></div>
      <ul id="directory-list" class="directory-list" role="listbox" aria-label=${t.publicRooms} aria-busy=${directory.isKnown ? 'false' : 'true'} @scroll=${(event) => scrolled(event, directory)}>
        ${repeat(found, ({ id }) => id, (room, index) => option(chat, room, index))}
      </ul>
      <p class="picker-news" role="status">${news(directory)}</p>`;
  },
});

/** @param {import('../../state/chat.js').Chat} chat @param {string} [text] */
export function findRooms(chat, text = '') {
  chat.directory.begin(text);
  chat.layout.show({ dialog: 'directory' });
}

const option = (chat, room, index) => html`
  <li id="directory-${index}" role="option" aria-selected=${index === chat.directory.active ? 'true' : 'false'} class="directory-option" data-testid="directory-room"
    @pointerdown=${(event) => event.preventDefault()} @click=${() => pick(chat, room)}>
    ${icon(room.archived ? 'archive' : 'hash')}
    <span class="directory-words"><span class="directory-name">${room.name}</span>${room.topic ? html`<small>${room.topic}</small>` : nothing}</span>
    <small class="directory-members">${room.banned ? html`<span class="directory-joined">${t.bannedHere} · </span>` : nothing}${room.joined ? html`${icon('check')}<span class="directory-joined">${t.joinedRoom} · </span>` : nothing}${t.memberCount(room.members)}</small>
  </li>`;

function news({ problem, isKnown, isWhole, found, text }) {
  if (problem) return explain(problem);
  if (!isKnown) return html`<span class="hidden-text">${t.loading}</span>`;
  if (found.length) return html`<span class="hidden-text">${t.roomsFound(found.length, isWhole)}</span>`;
  return text.trim() ? t.noSuchRooms(text.trim()) : t.noRooms;
}

function scrolled({ target }, directory) {
  if (target.scrollHeight - target.scrollTop - target.clientHeight < AHEAD) directory.more();
}

/** Of what is written now: a quick typist waits for the answer. */
function press(event, chat) {
  const { directory } = chat;
  if (event.isComposing) return;
  const room = directory.isKnown && directory.found[directory.active];
  const verb = { ArrowDown: () => move(directory, 1), ArrowUp: () => move(directory, -1), Enter: () => room && pick(chat, room) }[event.key];
  if (!verb) return;
  event.preventDefault();
  verb();
}

function move(directory, step) {
  directory.move(step);
  requestAnimationFrame(() => document.getElementById(`directory-${directory.active}`)?.scrollIntoView({ block: 'nearest' }));
}

function pick(chat, room) {
  close(chat);
  chat.rooms.meet(room);
  go(room.id);
}

function close(chat) {
  if (chat.layout.dialog === 'directory') chat.layout.show({ dialog: '' });
}

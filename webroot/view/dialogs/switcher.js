import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { has } from '../../state/korean.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { signOf } from '../room-lines.js';
import { roomSign } from '../room-sign.js';
import { short } from '../rooms.js';
import { go } from '../route.js';

const SHOWN = 8;
let filter = '';
let chosen = 0;

/** Jump to a room by a few letters, also to a public one that one is not in. @param {import('../../state/chat.js').Chat} chat */
export const switcherDialog = (chat) => dialog({
  open: chat.layout.dialog === 'switcher',
  title: t.switcher,
  name: 'switcher',
  close: () => close(chat),
  content: () => {
    const rooms = matches(chat);
    return html`
      <div class="search">${icon('search')}
        <input type="text" role="combobox" aria-autocomplete="list" aria-expanded="true" aria-controls="switcher-list" aria-label=${t.filterRooms}
          aria-activedescendant=${rooms.length ? `switcher-${chosen}` : nothing} placeholder=${t.filterRooms} autofocus autocomplete="off"
          @input=${(event) => narrow(chat, event.target.value)} @keydown=${(event) => press(event, chat)}></div>
      <ul id="switcher-list" class="switcher-list" role="listbox" aria-label=${t.rooms}>
        ${rooms.map((room, index) => option(chat, room, index))}
      </ul>
      <div role="status">${rooms.length || (filter.trim() && !chat.directory.isKnown) ? nothing : html`<p class="quiet">${t.noSuchRooms(filter)}</p>`}</div>`;
  },
});

const option = (chat, room, index) => html`
  <li id="switcher-${index}" role="option" aria-selected=${index === chosen ? 'true' : 'false'} class="switcher-option"
    @click=${() => pick(chat, room)}>
    ${roomSign(signOf(chat, room))}<span class="switcher-name">${room.name}</span>
    ${chat.rooms.unread(room) ? html`<span class="count">${short(chat.rooms.unread(room))}</span>` : nothing}
  </li>`;

function matches(chat) {
  const { favourite, mine, direct, others, archived } = chat.rooms.sections(filter);
  const unreadFirst = [...favourite, ...mine, ...direct].sort((a, b) => Number(chat.rooms.attention(b) > 0) - Number(chat.rooms.attention(a) > 0));
  return [...unreadFirst, ...others, ...archived, ...found(chat)].slice(0, SHOWN);
}

/** Public rooms that are not in the list; of what was found for fewer letters, those that still fit. */
function found({ directory, rooms }) {
  const isMeant = ({ id, name }) => !rooms.get(id) && (directory.isKnown || has(name, filter));
  return filter.trim() ? directory.found.filter(isMeant) : [];
}

function narrow(chat, text) {
  filter = text;
  chosen = 0;
  if (text.trim()) chat.directory.search(text);
  chat.changed();
}

/** Looks anew: a quick typist presses Enter before the list is drawn, or before there is something in it. */
function press(event, chat) {
  const rooms = matches(chat);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && rooms.length) {
    chosen = (chosen + step + rooms.length) % rooms.length;
    chat.changed();
  }
  if (event.key === 'Enter' && !event.isComposing) pickChosen(chat, rooms, event.target);
  if (step || event.key === 'Enter') event.preventDefault();
}

function pickChosen(chat, rooms, field) {
  if (rooms[chosen]) pick(chat, rooms[chosen]);
  else if (filter.trim()) chat.directory.open(() => document.activeElement === field && matches(chat).slice(0, 1).forEach((room) => pick(chat, room)));
}

function pick(chat, room) {
  close(chat);
  chat.rooms.meet(room);
  go(room.id);
}

function close(chat) {
  filter = '';
  chosen = 0;
  if (chat.layout.dialog === 'switcher') chat.layout.show({ dialog: '' });
}

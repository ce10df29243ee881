import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { icon } from '../icon.js';
import { go } from '../route.js';
import { closeDirectory, directoryDialog, openDirectory } from './directory.js';

/** All public rooms. @type {import('./directory.js').Kind} */
const PUBLIC_ROOMS = {
  name: 'directory',
  of: (chat) => chat.directory,
  testid: 'directory-room',
  most: 48,
  words: () => ({ title: t.findRooms, by: t.findRoomsBy, all: t.publicRooms, found: t.roomsFound, none: t.noSuchRooms, empty: t.noRooms }),
  line: (chat, room) => html`
    ${icon(room.archived ? 'archive' : 'hash')}
    <span class="directory-words"><span class="directory-name">${room.name}</span>${room.topic ? html`<small>${room.topic}</small>` : nothing}</span>
    <small class="directory-members">${room.banned ? html`<span class="directory-joined">${t.bannedHere} · </span>` : nothing}${room.joined ? html`${icon('check')}<span class="directory-joined">${t.joinedRoom} · </span>` : nothing}${t.memberCount(room.members)}</small>`,
  pick: (chat, room) => {
    closeDirectory(chat, PUBLIC_ROOMS);
    chat.rooms.meet(room);
    go(room.id);
  },
};

/** @param {import('../../state/chat.js').Chat} chat */
export const roomDirectory = (chat) => directoryDialog(chat, PUBLIC_ROOMS);

/** @param {import('../../state/chat.js').Chat} chat @param {string} text */
export const findRooms = (chat, text) => openDirectory(chat, PUBLIC_ROOMS, text);

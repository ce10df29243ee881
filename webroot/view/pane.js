import { t } from '../i18n/index.js';
import { invitationToWrite } from './room-words.js';

/**
 * Where messages are shown and written: the room, or the open thread beside it. `place` is what it is to drafts and timelines; ids of elements begin with `name`.
 * @typedef {{ name: 'room' | 'thread', list: string, field: string, place(chat: import('../state/chat.js').Chat): string,
 *   messages(chat: import('../state/chat.js').Chat): import('../state/messages.js').Message[], label(chat: import('../state/chat.js').Chat): string }} Pane
 */

/** @type {Pane} */
export const ROOM = { name: 'room', list: 'messages', field: 'composer', place: ({ layout }) => layout.room, messages: (chat) => chat.messages, label: ({ room }) => invitationToWrite(room) };

/** @type {Pane} */
export const THREAD = { name: 'thread', list: 'thread-messages', field: 'thread-composer', place: (chat) => chat.thread.place, messages: (chat) => chat.thread.messages, label: () => t.threadComposer };

/** @param {Pane} pane @param {number} seq @returns {HTMLElement | null} the message of this number, where it is shown there */
export const shown = ({ list }, seq) => document.querySelector(`#${list} .message[data-seq="${seq}"]`);

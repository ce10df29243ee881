import { t } from '../i18n/index.js';
import { isDirect } from '../state/rights.js';

/** What the composer is for. @param {import('../state/rooms.js').Room} room @returns {string} */
export const invitationToWrite = (room) => (isDirect(room) ? t.composerTo(room.name) : t.composer(room.name));

/** What stands above the first message. @param {import('../state/rooms.js').Room} room @returns {string} */
export const beginningOf = (room) => (isDirect(room) ? t.beginningWith(room.name) : t.beginning(room.name));

import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { mayArchive, mayReact } from '../../state/rights.js';
import { icon } from '../icon.js';

/** In the composer's place, where one may not write. @param {import('../../state/rooms.js').Room} room */
export function closedComposer(room) {
  if (room.archived) return closed('room-archived', 'archive', mayArchive(room) ? t.archivedByYou : t.archivedHint);
  return room.posting === 'moderator' && mayReact(room) ? closed('moderators-post', 'megaphone', t.moderatorsPost) : closed('read-only', 'eye', t.readOnly);
}

/** In that of a thread, where everything was deleted. */
export const endedComposer = () => closed('thread-over', 'trash-2', t.threadOver);

const closed = (name, sign, text) => html`
  <p class="composer-closed refuge" tabindex="-1" data-testid=${name}>${icon(sign)}<span>${text}</span></p>`;

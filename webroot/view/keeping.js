import { html, nothing } from 'lit-html';
import { explain, t } from '../i18n/index.js';
import { icon } from './icon.js';

/**
 * What one keeps of a room for oneself, in a menu: whether it is a favourite, and whether it is muted.
 * @param {import('../state/chat.js').Chat} chat @param {import('../state/rooms.js').Room} room @param {string} menu id of the popover, which a choice closes
 */
export const keeping = (chat, { id, favourite, muted }, menu) => [
  item(menu, 'favourite', favourite ? 'star-off' : 'star', favourite ? t.unfavourite : t.favourite, () => chat.keep(id, { favourite: !favourite })),
  item(menu, 'mute', muted ? 'bell' : 'bell-off', muted ? t.unmute : t.mute, () => chat.keep(id, { muted: !muted })),
];

/** Why what was chosen last in the menu of a room did not come to pass. @param {import('../state/chat.js').Chat} chat @param {import('../state/rooms.js').Room} room */
export function refused({ placing }, { id }) {
  const problem = placing.problem(id);
  return problem ? html`<p class="form-problem" data-testid="menu-problem">${explain(problem)}</p>` : nothing;
}

const item = (menu, name, picture, label, act) => html`
  <button type="button" class="menu-item" data-testid=${name} popovertarget=${menu} popovertargetaction="hide" @click=${act}>${icon(picture)}${label}</button>`;

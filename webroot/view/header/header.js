import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { avatar } from '../avatar.js';
import { icon } from '../icon.js';
import { signOf } from '../room-lines.js';
import { roomSign } from '../room-sign.js';
import { mark, short } from '../rooms.js';
import { go } from '../route.js';
import { unreadElsewhere } from '../unread.js';
import { connectionChip } from './connection.js';
import { roomMenu } from './room-menu.js';
import { settingsMenu } from './settings.js';

/** @param {import('../../state/chat.js').Chat} chat */
export const header = (chat) => html`
  <header class="header">
    ${chat.layout.room ? roomTitle(chat) : html`<a class="brand header-brand" href="#/" title=${chat.account.chatName}>${mark()}<span>${chat.account.chatName}</span></a>`}
    <div class="header-tools">
      ${chat.room ? roomTools(chat) : nothing}
      ${connectionChip(chat)}
      <button class="me" type="button" data-testid="settings" popovertarget="settings-menu" aria-label="${t.settings}: ${chat.session.user.name}"
        title=${t.settings}>${avatar(chat.session.user)}</button>
      ${settingsMenu(chat)}
    </div>
  </header>`;

const roomTitle = (chat) => html`
  ${back(chat)}
  ${chat.room ? html`
    <span class="header-sign">${roomSign(signOf(chat, chat.room))}</span>
    <div class="header-room">
      <h1><button type="button" class="header-name" data-testid="room-menu" popovertarget="room-menu" aria-haspopup="dialog"
        title=${chat.room.name}><span>${chat.room.name}</span>${icon('chevron-down')}</button></h1>
      ${chat.room.topic ? html`<p title=${chat.room.topic}>${chat.room.topic}</p>` : nothing}
    </div>
    ${roomMenu(chat)}` : nothing}`;

/** Where one thing is shown at a time, it tells that elsewhere something waits. */
function back(chat) {
  const waiting = unreadElsewhere(chat);
  const label = waiting.length ? `${t.back}, ${t.unreadRooms(waiting.length)}` : t.back;
  const isMention = waiting.some((room) => chat.rooms.mentions(room));
  return html`
    <a class="icon-button header-back" href="#/" data-testid="back" aria-label=${label}>${icon('arrow-left')}
      ${waiting.length ? html`<span class="count ${isMention ? 'is-mention' : ''}" data-testid="rooms-waiting" aria-hidden="true">${short(waiting.length)}</span>` : nothing}</a>`;
}

function roomTools(chat) {
  const { count } = chat.presence.here(chat.room.id);
  const isKnown = knowsWhoIsHere(chat);
  return html`
    <button class="tool" type="button" title=${t.people} aria-label=${isKnown ? `${t.people}: ${t.peopleHere(count)}` : t.people} aria-expanded=${peopleShown(chat) ? 'true' : 'false'}
      aria-controls="people" @click=${() => togglePeople(chat)}>${icon('users')}<span class="numeral">${isKnown ? count : '–'}</span></button>`;
}

const column = matchMedia('(min-width: 1100px)');

/** Beside the timeline where there is room for a column that no thread has, over it elsewhere. */
export const peopleShown = (chat) => (column.matches ? chat.settings.people && !chat.layout.thread : chat.layout.people);

/** Of a room that is not heard it is not known that nobody is there: at least one looks at it. @param {import('../../state/chat.js').Chat} chat */
export const knowsWhoIsHere = (chat) => chat.presence.here(chat.room.id).count > 0 || !chat.live.isDeaf(chat.room.id);

function togglePeople(chat) {
  if (column.matches && chat.layout.thread) go(chat.layout.room);
  if (column.matches) chat.settings.choose({ people: !peopleShown(chat) });
  else chat.layout.show({ people: !chat.layout.people });
}

import { html } from 'lit-html';
import { clock, exact } from '../../i18n/times.js';
import { icon } from '../icon.js';
import { sentence } from './note-words.js';

const PICTURES = { invite: 'user-plus', remove: 'user-minus', leave: 'log-out', ban: 'ban', unban: 'log-in', role: 'shield', rename: 'pencil', topic: 'pencil', archive: 'archive', unarchive: 'archive-restore',
  posting: 'megaphone', inviting: 'user-plus', history: 'eye', slow: 'hourglass', reads: 'eye', pin: 'pin' };

/** Who came, went or became something, what the room became, and what was pinned. @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'note' }>} row */
export const noteLine = ({ session }, { event, at }) => html`
  <p class="note-line" data-testid="note">${icon(PICTURES[event.type])}<span>${sentence(event, session.user.id)}</span><time datetime=${event.at} title=${exact(at)}>${clock(at)}</time></p>`;

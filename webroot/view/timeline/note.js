import { html } from 'lit-html';
import { clock, exact } from '../../i18n/times.js';
import { icon } from '../icon.js';
import { told } from './note-words.js';

const PICTURES = { invite: 'user-plus', join: 'log-in', remove: 'user-minus', leave: 'log-out', ban: 'ban', unban: 'log-in', role: 'shield', rename: 'pencil', topic: 'pencil', archive: 'archive', unarchive: 'archive-restore',
  posting: 'megaphone', inviting: 'user-plus', history: 'eye', slow: 'hourglass', reads: 'eye', pin: 'pin' };

/** Who came, went or became something, what the room became, and what was pinned. @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'note' }>} row */
export const noteLine = ({ session }, { events, at }) => html`
  <p class="note-line" data-testid="note">${icon(PICTURES[events[0].type])}<span>${told(events, session.user.id)}</span><time datetime=${at.toISOString()} title=${exact(at)}>${clock(at)}</time></p>`;

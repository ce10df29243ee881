import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { mayReact, mayTakeBack } from '../../state/rights.js';
import { showReactors } from '../dialogs/reactors.js';

/** At most so many people are named. */
const NAMED = 20;

/** The emojis under a message, each with who reacts with it. @param {import('../../state/chat.js').Chat} chat @param {Extract<import('./rows.js').Row, { kind: 'message' }>} row */
export function reactions(chat, { message }) {
  const me = chat.session.user.id;
  const unsettled = new Set(message.unsettled?.map(({ text }) => text));
  return html`
    <ul class="reactions" aria-label=${t.reactions}>
      ${message.reactions.map((each) => html`
        <li><button type="button" class="reaction ${unsettled.has(each.emoji) ? 'is-unsettled' : ''}" data-testid="reaction" aria-pressed=${isMine(each, me)} title=${names(each, me)}
          aria-label=${t.reactionLabel(each.emoji, names(each, me))} tabindex="-1"
          aria-haspopup=${mayToggle(chat, each) ? nothing : 'dialog'} @click=${(event) => press(chat, message, each, event)}><span class="emoji">${each.emoji}</span> <span>${each.count}</span></button></li>`)}
    </ul>`;
}

const mayToggle = ({ room, session }, reaction) => mayReact(room) || (isMine(reaction, session.user.id) && mayTakeBack(room));

/** Who may not react can see who does. */
function press(chat, message, reaction, event) {
  if (mayToggle(chat, reaction)) toggle(chat, message, reaction, event);
  else showReactors(chat, message.seq);
}

/** One that goes with the last person gives the focus back to its message. */
function toggle(chat, message, { emoji, count, ...reaction }, { currentTarget }) {
  if (count === 1 && isMine(reaction, chat.session.user.id)) currentTarget.closest('.message').focus({ preventScroll: true });
  chat.changing.toggle(chat.room.id, message, emoji);
}

const isMine = ({ mine, users }, me) => Boolean(mine) || users.some(({ id }) => id === me);

/** Oneself first. */
function names(reaction, me) {
  const others = reaction.users.filter(({ id }) => id !== me).map(nameOf);
  const named = [...(isMine(reaction, me) ? [t.you] : []), ...others].slice(0, NAMED);
  return t.names(named, reaction.count - named.length);
}

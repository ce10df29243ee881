import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { avatar } from '../avatar.js';
import { statusSign } from '../status.js';
import { directoryDialog, openDirectory } from './directory.js';
import { showProfile } from './profile.js';

/** All people of the chat. Their cards open over the list, so that one can look at one after the other. @type {(card?: import('../person-card.js').PersonCard) => import('./directory.js').Kind} */
const everybody = (card) => ({
  name: 'people-directory',
  of: (chat) => chat.peopleDirectory,
  testid: 'directory-person',
  most: 32,
  words: () => ({ title: t.findEverybody, by: t.findPeople, all: t.allPeople, found: t.peopleFound, none: t.noSuchAccounts, empty: t.nobodyElse }),
  line: (chat, user) => html`
    ${avatar(user)}
    <span class="directory-words"><span class="directory-name">${nameOf(user)}</span>${handle(chat, user)}</span>
    ${statusSign(chat, user.id)}${isMe(chat, user) ? html`<span class="person-you">${t.you}</span>` : nothing}`,
  pick: (chat, user, line) => (isMe(chat, user) ? showProfile(chat) : card?.open(user, line)),
});

/** Who is called the same is told apart by it. */
function handle({ cards }, { id }) {
  const card = cards.of(id);
  return card ? html`<small>${card.handle ? `@${card.handle}` : t.guest}</small>` : nothing;
}

const isMe = ({ session }, { id }) => id === session.user.id;

/** @param {import('../../state/chat.js').Chat} chat @param {import('../person-card.js').PersonCard} card */
export const peopleDirectory = (chat, card) => directoryDialog(chat, everybody(card));

/** @param {import('../../state/chat.js').Chat} chat @param {string} text */
export const findEverybody = (chat, text) => openDirectory(chat, everybody(), text);

import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { language, t } from '../i18n/index.js';
import { compareNames } from '../i18n/names.js';
import { typists } from '../state/typists.js';
import { avatar } from './avatar.js';
import { knowsWhoIsHere, peopleShown } from './header/header.js';
import { icon } from './icon.js';
import { statusSign } from './status.js';

/** Who is in the room now. @param {import('../state/chat.js').Chat} chat @param {import('./person-card.js').PersonCard} card */
export function peoplePane(chat, card) {
  if (!chat.room || !peopleShown(chat)) return nothing;
  const { count, users } = chat.presence.here(chat.room.id);
  const typing = new Set(typists(chat).map(({ id }) => id));
  const close = () => chat.layout.show({ people: false });
  return html`
    <div class="people-shade" @click=${close}></div>
    <aside id="people" class="people" data-testid="people" aria-label=${t.people}>
      <div class="people-head">
        <h2>${knowsWhoIsHere(chat) ? t.peopleHere(count) : t.people}</h2>
        <button type="button" class="icon-button people-close" aria-label=${t.close} @click=${close}>${icon('x')}</button>
      </div>
      ${users.length || !knowsWhoIsHere(chat) ? nothing : html`<p class="quiet">${t.nobodyHere}</p>`}
      <ul class="people-list">${guard([language, users, chat.cards.version, ...typing], () => repeat(sorted(chat, users), ({ id }) => id, (user) => person(chat, card, user, typing.has(user.id))))}</ul>
      ${count > users.length ? html`<p class="quiet">${t.peopleMore(count - users.length)}</p>` : nothing}
    </aside>`;
}

const person = (chat, card, user, typing) => html`
  <li class="person">${user.id === chat.session.user.id
    ? html`${avatar(user)}<span class="person-name">${user.name}</span>${statusSign(chat, user.id)}<span class="person-you">${t.you}</span>`
    : html`<button type="button" class="person-open" data-testid="person" aria-haspopup="dialog" @click=${({ currentTarget }) => card.open(user, currentTarget)}>
        ${avatar(user)}<span class="person-name">${user.name}</span>${statusSign(chat, user.id)}</button>`}
    ${typing ? html`<span class="dots" role="img" aria-label=${t.isTyping}><i></i><i></i><i></i></span>` : nothing}
  </li>`;

const sorted = (chat, users) => {
  const me = chat.session.user.id;
  return [...users].sort((a, b) => Number(b.id === me) - Number(a.id === me) || compareNames(a.name, b.name));
};

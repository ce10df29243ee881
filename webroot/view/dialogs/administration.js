import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { clock, day } from '../../i18n/times.js';
import { CHAT_ROLES, chatRolesToGive, mayDeactivate } from '../../state/chat-rights.js';
import { avatar } from '../avatar.js';
import { choice, toggle } from '../header/choices.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { refusalHere } from '../notice.js';
import { beginName, nameForm } from './chat-name.js';
import { showLinks } from './links.js';

/** What the chat is called, who may come in, and all its people. @param {import('../../state/chat.js').Chat} chat */
export const administrationDialog = (chat) => dialog({
  open: chat.layout.dialog === 'administration',
  title: t.administration,
  name: 'administration',
  close: () => close(chat),
  content: () => html`
    ${chat.administration.entry ? entry(chat, chat.administration.entry) : nothing}
    <section class="form" aria-labelledby="all-people">
      <h3 id="all-people">${t.allPeople}</h3>
      <div class="administration-tools">
        <label class="search">${icon('search')}<input type="search" data-testid="find-account" aria-label=${t.findAccount} placeholder=${t.findAccount} autocomplete="off"
          .value=${live(chat.administration.text)} @input=${({ target }) => chat.administration.search(target.value)}></label>
        <select data-testid="sort-accounts" aria-label=${t.sortAccounts} @change=${({ target }) => chat.administration.sortBy(target.value)}>
          ${Object.entries(t.accountSorts).map(([sort, words]) => html`<option value=${sort} ?selected=${sort === chat.administration.sort}>${words}</option>`)}
        </select>
      </div>
      <div class="administration-news" role="status">${news(chat)}</div>
      <ul class="accounts" data-testid="accounts" aria-labelledby="all-people">${repeat(chat.administration.people, ({ user }) => user.id, (each) => account(chat, each))}</ul>
      ${chat.administration.hasMore ? html`
        <div class="form-actions"><button type="button" class="button" data-testid="more-accounts" @click=${() => chat.administration.more()}>${t.morePeople}</button></div>` : nothing}
    </section>
    ${refusalHere(chat)}`,
});

/** @param {import('../../state/chat.js').Chat} chat */
export function showAdministration(chat) {
  chat.layout.show({ dialog: 'administration' });
  chat.administration.look();
  beginName(chat);
}

const entry = (chat, known) => html`
  <section class="form administration-entry" aria-labelledby="this-chat">
    <h3 id="this-chat">${t.thisChat}</h3>
    ${nameForm(chat, known, { label: t.save })}
  </section>
  <section class="form administration-entry" aria-labelledby="who-may-come">
    <h3 id="who-may-come">${t.whoMayCome}</h3>
    ${entryChoices(chat, known)}
    <div><button type="button" class="button" data-testid="chat-links" @click=${() => showLinks(chat, null)}>${icon('user-plus')}${t.invitationLinks}</button></div>
  </section>`;

/** Who may come in, in words that can be chosen. @param {import('../../state/chat.js').Chat} chat @param {{ guests: boolean, registration: string }} known */
export const entryChoices = (chat, { registration, guests }) => html`
    ${choice({ name: 'registration', label: t.registration, options: Object.entries(t.registrations), chosen: registration,
      choose: (wanted) => attempt(chat, () => chat.administration.settle({ registration: wanted })) })}
    ${toggle({ name: 'guests', label: t.guests, hint: t.guestsHint, on: guests, choose: (wanted) => attempt(chat, () => chat.administration.settle({ guests: wanted })) })}`;

function news({ administration: { problem, isKnown, people, text } }) {
  if (problem) return html`<p class="form-problem">${explain(problem)}</p>`;
  if (!isKnown) return html`<span class="spinner" role="img" aria-label=${t.loading}></span>`;
  return people.length ? nothing : html`<p class="quiet">${t.noSuchAccounts(text.trim())}</p>`;
}

function account(chat, person) {
  const { user, handle, role, active, seen } = person;
  const isMe = user.id === chat.session.user.id;
  return html`
    <li class="account ${active ? '' : 'account-off'}" data-testid="profile">${avatar(user)}
      <span class="account-who"><span class="account-name"><strong>${user.name}</strong>${isMe ? html`<span class="person-you">${t.you}</span>` : nothing}</span>
        <small>${handle ? `@${handle}` : t.guest} · ${active ? seenWords(seen) : t.deactivated}</small></span>
      ${place(chat, person, isMe)}
      ${!isMe && mayDeactivate(chat.account.role, role) ? html`
        <button type="button" class="button" data-testid="deactivate" aria-label=${active ? t.deactivateOf(user.name) : t.reactivateOf(user.name)}
          @click=${() => (active ? askToDeactivate(chat, person) : attempt(chat, () => chat.administration.change(person, { active: true })))}>
          ${active ? t.deactivate : t.reactivate}</button>` : nothing}
    </li>`;
}

const seenWords = (seen) => (seen ? t.lastSeen(day(new Date(seen)), clock(new Date(seen))) : t.notSeen);

function place(chat, person, isMe) {
  const roles = person.handle ? chatRolesToGive(chat.account.role, person.role, isMe) : [];
  if (!roles.length) return person.role === 'person' ? nothing : html`<span class="member-role">${t.chatRoles[person.role]}</span>`;
  return html`
    <select class="member-role" data-testid="chat-role" aria-label=${t.roleOf(person.user.name)} .value=${live(person.role)} @change=${({ target }) => give(chat, person, target)}>
      ${CHAT_ROLES.filter((each) => roles.includes(each)).map((each) => html`<option value=${each} ?selected=${each === person.role}>${t.chatRoles[each]}</option>`)}
    </select>`;
}

/** What one could not take back oneself is asked first. */
function give(chat, person, select) {
  const role = select.value;
  select.value = person.role;
  const act = () => attempt(chat, () => chat.administration.change(person, { role })).then(() => chat.account.look());
  if (role === 'person' && person.user.id !== chat.session.user.id) act();
  else ask(chat, () => t.chatRoleQuestion(person.user.name, t.chatRoles[role]), act);
}

const askToDeactivate = (chat, person) => ask(chat, () => t.deactivateQuestion(person.user.name), () => attempt(chat, () => chat.administration.change(person, { active: false })));

function ask(chat, words, act) {
  chat.layout.show({ question: { title: () => words().title, text: () => words().text, label: () => words().label, act } });
}

async function attempt(chat, what) {
  await what().catch((problem) => chat.notices.tell({ problem }));
}

function close(chat) {
  if (chat.layout.dialog !== 'administration') return;
  chat.administration.forget();
  chat.layout.show({ dialog: '' });
}

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { compareNames, nameNow } from '../../i18n/names.js';
import { has } from '../../state/korean.js';
import { isPublic, mayBan, mayInvite, mayNameOwner, mayRemove, maySeeBans, ROLES, rolesToGive } from '../../state/rights.js';
import { avatar } from '../avatar.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { refusalHere } from '../notice.js';
import { askToBan, bannedPeople } from './bans.js';
import { askForPeople, invitation, isInviting } from './invitation.js';
import { showLinks } from './links.js';

/** So many are looked through at a glance. */
const FEW = 8;

let filter = '';

/** Who is in the open room, as what, and what one may do about it. @param {import('../../state/chat.js').Chat} chat */
export const membersDialog = (chat) => dialog({
  open: chat.layout.dialog === 'members',
  may: chat.room !== undefined,
  title: isAdding(chat) ? t.addPeople : t.members,
  name: 'members',
  close: () => close(chat),
  content: () => (isAdding(chat) ? invitation(chat) : list(chat)),
});

const isAdding = ({ room }) => isInviting() && room !== undefined && mayInvite(room);

const list = (chat) => html`
  ${mayInvite(chat.room) ? html`
    <button type="button" class="button" data-testid="add-people" @click=${() => askForPeople(chat, true)}>${icon('user-plus')}${t.addPeople}</button>
    ${chat.account.handle ? html`<button type="button" class="button" data-testid="room-links" @click=${() => showLinks(chat, chat.room)}>${icon('copy')}${t.invitationLinks}</button>` : nothing}` : nothing}
  ${chat.members.all.length > FEW ? html`
    <label class="search">${icon('search')}<input type="search" data-testid="find-member" aria-label=${t.findMember} placeholder=${t.findMember} autocomplete="off"
      .value=${live(filter)} @input=${({ target }) => narrow(chat, target.value)}></label>` : nothing}
  <div role="status">${news(chat)}</div>
  <ul id="members-list" class="members" tabindex="-1" aria-label=${t.members}>${repeat(found(chat), ({ user }) => user.id, (each) => member(chat, each))}</ul>
  ${bannedPeople(chat)}
  ${refusalHere(chat)}`;

/** @param {import('../../state/chat.js').Chat} chat @param {boolean} [more] whether one is to pick more people at once */
export function showMembers(chat, more = false) {
  filter = '';
  chat.members.look(chat.room.id);
  // What one may do in the chat is not known before somebody asks.
  if (isPublic(chat.room)) chat.account.look();
  if (maySeeBans(chat.room)) chat.bans.look(chat.room.id);
  askForPeople(chat, more);
  chat.layout.show({ dialog: 'members' });
}

function close(chat) {
  if (chat.layout.dialog !== 'members') return;
  chat.members.forget();
  chat.bans.forget();
  chat.layout.show({ dialog: '' });
}

function narrow(chat, text) {
  filter = text;
  chat.changed();
}

function found({ members }) {
  return members.all.filter(({ user }) => has(nameNow(user), filter))
    .sort((one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || compareNames(nameNow(one.user), nameNow(other.user)));
}

function news(chat) {
  const { problem, isKnown } = chat.members;
  if (problem) {
    return html`<p class="members-problem">${explain(problem)} <button type="button" class="link-button" @click=${() => chat.members.look(chat.room.id)}>${t.loadAgain}</button></p>`;
  }
  if (!isKnown) return html`<span class="spinner" role="img" aria-label=${t.loading}></span>`;
  if (!chat.members.all.length) return html`<p class="quiet" data-testid="no-members">${t.noMembers}</p>`;
  return filter.trim() && !found(chat).length ? html`<p class="quiet">${t.noSuchPeople(filter.trim())}</p>` : nothing;
}

function member(chat, { user, role }) {
  const isMe = user.id === chat.session.user.id;
  const name = nameNow(user);
  return html`
    <li class="member" data-testid="member">${avatar(user)}
      <span class="person-name">${name}</span>${isMe ? html`<span class="person-you">${t.you}</span>` : nothing}
      ${place(chat, user, role)}
      ${!isMe && mayRemove(chat.room, role) ? html`
        <button type="button" class="icon-button" data-testid="remove-member" aria-label=${t.removeMember(name)} title=${t.removeMember(name)}
          @click=${() => askToRemove(chat, user)}>${icon('user-minus')}</button>` : nothing}
      ${!isMe && mayBan(chat.room, role) ? html`
        <button type="button" class="icon-button" data-testid="ban-member" aria-label=${t.banMember(name)} title=${t.banMember(name)}
          @click=${() => askToBan(chat, user, focusList)}>${icon('ban')}</button>` : nothing}
    </li>`;
}

function place(chat, user, role) {
  const roles = rolesToGive(chat.room, role, chat.members.isKnown && mayNameOwner(chat.room, chat.account.role, chat.members.all, (id) => Boolean(chat.cards.of(id)?.state)));
  if (!roles.length) return html`<span class="member-role">${t.roles[role]}</span>`;
  return html`
    <select class="member-role" data-testid="member-role" aria-label=${t.roleOf(nameNow(user))} .value=${live(role)} @change=${({ target }) => give(chat, user, role, target)}>
      ${roles.map((each) => html`<option value=${each} ?selected=${each === role}>${t.roles[each]}</option>`)}
    </select>`;
}

/** Owners are above everybody, also above who made them so: that is asked first, and so is who gives it up. */
function give(chat, user, before, select) {
  const role = select.value;
  select.value = before;
  const act = () => attempt(chat, () => chat.members.give(user, role));
  const isMe = user.id === chat.session.user.id;
  if (role === 'owner' && isMe) act();
  else if (role === 'owner') ask(chat, () => t.ownerQuestion(nameNow(user)), act);
  else if (isMe) ask(chat, () => t.resignQuestion(t.roles[role]), act);
  else act();
}

/** The list has the focus when who had it is gone. */
function askToRemove(chat, user) {
  const { name } = chat.room;
  ask(chat, () => t.removeQuestion(nameNow(user), name), async () => {
    await attempt(chat, () => chat.members.remove(user));
    focusList();
  });
}

const focusList = () => document.getElementById('members-list')?.focus();

function ask(chat, words, act) {
  chat.layout.show({ question: { title: () => words().title, text: () => words().text, label: () => words().label, act } });
}

async function attempt(chat, what) {
  await what().catch((problem) => chat.notices.tell({ problem }));
}

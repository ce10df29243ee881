import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { compareNames, nameNow } from '../../i18n/names.js';
import { exact, when } from '../../i18n/times.js';
import { mayLiftBans, maySeeBans } from '../../state/rights.js';
import { avatar } from '../avatar.js';

/** Who is banned from the open room, for who may lift that; nothing where nobody is. @param {import('../../state/chat.js').Chat} chat */
export function bannedPeople(chat) {
  const { problem, all } = chat.bans;
  if (!maySeeBans(chat.room) || !(problem || all.length)) return nothing;
  return html`
    <section class="banned" data-testid="banned">
      <h3 id="banned-head" tabindex="-1">${t.banned}</h3>
      ${problem ? html`<p class="members-problem">${explain(problem)} <button type="button" class="link-button" @click=${() => chat.bans.look(chat.room.id)}>${t.loadAgain}</button></p>` : nothing}
      <ul class="members" aria-labelledby="banned-head">${repeat(sorted(all), ({ user }) => user.id, (ban) => banned(chat, ban))}</ul>
    </section>`;
}

/** What that means is said before. @param {import('../../state/chat.js').Chat} chat @param {import('../../state/messages.js').User} user @param {() => void} [done] it has been asked for, and answered */
export function askToBan(chat, user, done = () => {}) {
  const { id, name } = chat.room;
  const words = () => t.banQuestion(nameNow(user), name);
  const act = () => chat.members.ban(user, id).catch((problem) => chat.notices.tell({ problem })).then(done);
  chat.layout.show({ question: { title: () => words().title, text: () => words().text, label: () => words().label, act } });
}

const banned = (chat, { user, by, at }) => html`
  <li class="member" data-testid="banned-person">${avatar(user)}
    <span class="banned-words"><span class="person-name">${nameNow(user)}</span><small title=${exact(new Date(at))}>${t.bannedBy(by.id === chat.session.user.id ? undefined : nameNow(by), when(new Date(at)))}</small></span>
    ${mayLiftBans(chat.room) ? html`<button type="button" class="button" data-testid="lift-ban" aria-label=${t.liftBanOf(nameNow(user))} @click=${() => lift(chat, user)}>${t.liftBan}</button>` : nothing}
  </li>`;

const sorted = (bans) => [...bans].sort((one, other) => compareNames(nameNow(one.user), nameNow(other.user)));

/** What has the focus is gone then, and so is the head of what has become empty. */
async function lift(chat, user) {
  await chat.bans.lift(user).catch((problem) => chat.notices.tell({ problem }));
  document.getElementById(chat.bans.all.length ? 'banned-head' : 'members-list')?.focus();
}

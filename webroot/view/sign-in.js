import { html, nothing } from 'lit-html';
import { explain, t } from '../i18n/index.js';
import { invitedWords } from './dialogs/invited.js';
import { providerButton } from './provider.js';
import { mark } from './rooms.js';
import { languageChoice, themeChoice } from './header/choices.js';

/** How one wants to come in; '' until that was said. @type {'' | 'guest' | 'account' | 'new'} */
let chosen = '';

/** @param {{ session: import('../state/session.js').Session, account: import('../state/account.js').Account, invited: import('../state/invited.js').Invited, settings: import('../state/settings.js').Settings }} chat */
export const signInPage = (chat) => html`
  <main class="sign-in">
    ${forms[way(chat)](chat)}
    <div class="sign-in-choices">${languageChoice(chat)}${themeChoice(chat)}</div>
  </main>`;

/** Who was here last with a handle comes with one again, as does everybody where there are no guests; who comes by a link may make an account. */
function way(chat) {
  const { session, invited } = chat;
  if (!chat.account.takesPasswords) return mayBeGuest(chat) ? 'guest' : 'provider';
  const wanted = chosen || (session.lastHandle ? 'account' : invited.what ? 'new' : 'guest');
  return wanted === 'guest' && !mayBeGuest(chat) || wanted === 'new' && !mayRegister(chat) ? 'account' : wanted;
}

/** Whoever is to own the chat needs an account. */
const mayBeGuest = ({ account: { entry }, invited }) => entry.guests && !invited.isOfOwner;

const mayRegister = ({ account: { entry, isOpen }, invited }) => isOpen || invited.isOfOwner || (invited.what !== null && entry.registration === 'invitation');

const forms = {
  guest: (chat) => card(chat, {
    fields: html`
      ${nameField(chat, true)}
      <p id="sign-in-hint" class="hint">${t.nameHint}</p>`,
    submit: t.signIn,
    enter: ({ name }) => name.trim() && chat.session.signIn(name.trim()),
    ways: [chat.account.takesPasswords && 'account'],
  }),
  account: (chat) => card(chat, {
    fields: html`${handleField(chat.session.lastHandle)}${passwordField('current-password', t.password)}`,
    submit: t.signInAccount,
    enter: ({ handle, password }) => chat.session.signInWith(handle, password),
    ways: [mayBeGuest(chat) && 'guest', mayRegister(chat) && 'new'],
  }),
  new: (chat) => card(chat, {
    fields: html`
      ${nameField(chat, true)}
      ${handleField('')}
      <p id="handle-hint" class="hint">${t.handleHint}</p>
      ${passwordField('new-password', t.password)}
      <p id="password-hint" class="hint">${t.passwordHint}</p>`,
    submit: t.register,
    enter: ({ handle, password, name }) => name.trim() && chat.session.register(handle, password, name.trim(), chat.invited.link || undefined),
    ways: ['account'],
  }),
  provider: (chat) => card(chat, { ways: [] }),
};

/** A real form of its own for each way, so that password managers know what is what. */
const card = (chat, { fields = nothing, submit = '', enter = () => {}, ways }) => html`
  <form class="sign-in-card" @submit=${(event) => send(event, enter)}>
    ${mark()}
    <h1>doChat</h1>
    <p class="sign-in-tagline">${t.tagline}</p>
    ${invitedWords(chat.invited)}
    ${fields}
    <p id="sign-in-problem" class="form-problem" role="alert">${chat.session.problem ? explain(chat.session.problem) : nothing}</p>
    ${submit ? html`<button class="button button-primary button-wide" data-testid="sign-in" ?disabled=${chat.session.busy}>${submit}</button>` : nothing}
    ${providerButton(chat, { isFirst: !submit })}
    <div class="sign-in-ways">
      ${ways.filter(Boolean).map((way) => html`
        <button type="button" class="link-button" data-testid="way-${way}" @click=${() => choose(chat, way)}>${t.entrances[way]}</button>`)}
    </div>
  </form>`;

const nameField = (chat, isFirst) => html`
  <label class="field"><span>${t.yourName}</span>
    <input name="name" data-testid="name" required maxlength="32" autocomplete="nickname" ?autofocus=${isFirst}
      .defaultValue=${chat.session.lastName} aria-describedby="sign-in-hint sign-in-problem"></label>`;

/** @param {string} value */
export const handleField = (value) => html`
  <label class="field"><span>${t.handle}</span>
    <input name="handle" data-testid="handle" required maxlength="32" autocomplete="username" autocapitalize="none" spellcheck="false" autofocus
      .defaultValue=${value} aria-describedby="handle-hint sign-in-problem"></label>`;

/** @param {'current-password' | 'new-password'} kind @param {string} label */
export const passwordField = (kind, label, name = 'password') => html`
  <label class="field"><span>${label}</span>
    <input name=${name} data-testid=${name} type="password" required autocomplete=${kind} aria-describedby="password-hint sign-in-problem"></label>`;

/** The keyboard goes where one writes next. */
function choose(chat, way) {
  chosen = way;
  chat.session.problem = null;
  chat.session.changed();
  requestAnimationFrame(() => /** @type {HTMLElement} */ (document.querySelector('.sign-in-card input'))?.focus());
}

function send(event, enter) {
  event.preventDefault();
  enter(Object.fromEntries(new FormData(event.target)));
}

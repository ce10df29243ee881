import { html, nothing } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { explain, t } from '../i18n/index.js';
import { invitedWords } from './dialogs/invited.js';
import { providerButton } from './provider.js';
import { offerFocus } from './refuge.js';
import { mark } from './rooms.js';
import { icon } from './icon.js';
import { languageChoice, themeChoice } from './header/choices.js';

/** Nothing that went wrong: one has asked for it. */
const CALM = new Set(['account_deleted']);

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
  const wanted = session.way || (session.lastHandle ? 'account' : invited.what ? 'new' : 'guest');
  return wanted === 'guest' && !mayBeGuest(chat) || wanted === 'new' && !mayRegister(chat) ? 'account' : wanted;
}

/** Whoever is to own the chat needs an account. */
const mayBeGuest = ({ account: { entry }, invited }) => entry.guests && !invited.isOfOwner;

const mayRegister = ({ account: { entry, isOpen }, invited }) => isOpen || invited.isOfOwner || (invited.what !== null && entry.registration === 'invitation');

const forms = {
  guest: (chat) => card(chat, {
    name: true,
    submit: t.signIn,
    enter: ({ name }) => name.trim() && chat.session.signIn(name.trim()),
    passkey: chat.account.takesPasswords || !chat.account.canHavePasskeys ? null : byPasskey(chat),
    ways: [chat.account.takesPasswords && 'account'],
  }),
  account: (chat) => card(chat, {
    handle: chat.session.lastHandle,
    password: 'current-password',
    submit: t.signInAccount,
    enter: ({ handle, password }) => chat.session.signInWith(handle, password),
    passkey: byPasskey(chat),
    ways: [mayBeGuest(chat) && 'guest', mayRegister(chat) && 'new'],
  }),
  new: (chat) => card(chat, {
    name: true,
    handle: '',
    password: 'new-password',
    submit: t.register,
    enter: ({ handle, password, name }) => name.trim() && chat.session.register(handle, password, name.trim(), chat.invited.link || undefined),
    passkey: { words: t.registerPasskey, enter: (form) => {
      const { handle, name } = fieldsOf(form);
      if (areFilled(form, ['name', 'handle'])) chat.session.registerWithPasskey(handle, name.trim(), chat.invited.link || undefined);
    } },
    ways: ['account'],
  }),
  provider: (chat) => card(chat, { passkey: byPasskey(chat), ways: [] }),
};

const byPasskey = ({ session }) => ({ words: t.signInPasskey, enter: () => session.signInWithPasskey() });

/**
 * One form for all ways, of which each shows some fields: those that stay keep what is written, and who writes in them, when it becomes known what a link is for or who may come in.
 * @param {any} chat @param {{ name?: boolean, handle?: string, password?: 'current-password' | 'new-password', submit?: string, enter?: Function, passkey: any, ways: (string | false)[] }} way
 */
const card = (chat, { name = false, handle, password, submit = '', enter = () => {}, passkey, ways }) => html`
  <form class="sign-in-card" ${ref(offerFocus)} @submit=${(event) => send(event, enter)}>
    ${mark()}
    <h1>${chat.account.chatName}</h1>
    <p class="sign-in-tagline">${t.tagline}</p>
    ${invitedWords(chat.invited, chat.account.chatName)}
    ${name ? nameField(chat) : nothing}
    ${handle === undefined ? nothing : handleField(handle)}
    ${hint('handle-hint', name && handle !== undefined && t.handleHint)}
    ${password ? passwordField(password, t.password) : nothing}
    ${hint('password-hint', password === 'new-password' && t.passwordHint)}
    ${hint('sign-in-hint', name && handle === undefined && t.nameHint)}
    <p id="sign-in-problem" class=${CALM.has(chat.session.problem?.code) ? 'sign-in-news' : 'form-problem'} role="alert">${chat.session.problem ? explain(chat.session.problem) : nothing}</p>
    ${submit ? html`<button class="button button-primary button-wide" data-testid="sign-in" ?disabled=${chat.session.busy}>${submit}</button>` : nothing}
    ${passkey ? passkeyButton(chat, passkey) : nothing}
    ${providerButton(chat, { isFirst: !submit })}
    <div class="sign-in-ways">
      ${ways.filter(Boolean).map((way) => html`
        <button type="button" class="link-button" data-testid="way-${way}" @click=${() => choose(chat, way)}>${t.entrances[way]}</button>`)}
    </div>
  </form>`;

/** In place of a password; where pages of this address cannot have any, that is said, and nothing offered. */
export const passkeyButton = ({ account, session }, { words, enter }) => (account.canHavePasskeys ? html`
  <button type="button" class="button button-wide" data-testid="passkey" ?disabled=${session.busy}
    @click=${({ currentTarget }) => enter(currentTarget.form)}>${icon('key-round')}${words}</button>` : html`<p class="hint">${t.noPasskeysHere}</p>`);

/** What a passkey does not need may be empty. @param {HTMLFormElement} form @param {string[]} names */
export const areFilled = (form, names) => names.every((name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).reportValidity());

/** @param {HTMLFormElement} form @returns {Record<string, string>} */
export const fieldsOf = (form) => /** @type {any} */ (Object.fromEntries(new FormData(form)));

/** @param {string} id @param {string | false} words */
const hint = (id, words) => (words ? html`<p id=${id} class="hint">${words}</p>` : nothing);

const nameField = (chat) => html`
  <label class="field"><span>${t.yourName}</span>
    <input name="name" data-testid="name" required maxlength="32" autocomplete="nickname"
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
  chat.session.choose(way);
  requestAnimationFrame(() => /** @type {HTMLElement} */ (document.querySelector('.sign-in-card input'))?.focus());
}

function send(event, enter) {
  event.preventDefault();
  enter(fieldsOf(event.target));
}

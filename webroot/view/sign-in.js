import { html, nothing } from 'lit-html';
import { explain, t } from '../i18n/index.js';
import { mark } from './rooms.js';
import { languageChoice, themeChoice } from './header/choices.js';

/** @param {import('../state/chat.js').Chat} chat */
export const signInPage = (chat) => html`
  <main class="sign-in">
    <form class="sign-in-card" @submit=${(event) => submit(event, chat)}>
      ${mark()}
      <h1>doChat</h1>
      <p class="sign-in-tagline">${t.tagline}</p>
      <label class="field"><span>${t.yourName}</span>
        <input name="name" data-testid="name" required maxlength="32" autocomplete="nickname" autofocus
          .defaultValue=${chat.session.lastName} aria-describedby="sign-in-hint sign-in-problem"></label>
      <p id="sign-in-hint" class="hint">${t.nameHint}</p>
      <p id="sign-in-problem" class="form-problem" role="alert">${chat.session.problem ? explain(chat.session.problem) : nothing}</p>
      <button class="button button-primary button-wide" data-testid="sign-in" ?disabled=${chat.session.busy}>${t.signIn}</button>
    </form>
    <div class="sign-in-choices">${languageChoice(chat)}${themeChoice(chat)}</div>
  </main>`;

function submit(event, chat) {
  event.preventDefault();
  const name = String(new FormData(event.target).get('name')).trim();
  if (name) chat.session.signIn(name);
}

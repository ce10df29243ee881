import { html, nothing } from 'lit-html';
import { languageChoice, themeChoice } from '../../view/header/choices.js';
import { mark } from '../../view/rooms.js';
import { explain } from '../i18n/facts.js';
import { words } from '../i18n/index.js';

/** @param {{ overview: import('../state/overview.js').Overview, settings: any }} scene */
export const signInPage = (scene) => card(scene, html`
  <form class="sign-in-card" @submit=${(event) => submit(event, scene.overview)}>
    ${mark()}
    <h1>${words().title}</h1>
    <p class="sign-in-tagline">${words().forWhom}</p>
    <label class="field"><span>${words().token}</span>
      <input type="password" name="token" data-testid="token" required maxlength="256" autocomplete="current-password" autofocus
        aria-invalid=${scene.overview.problem ? 'true' : 'false'} aria-describedby="token-hint token-problem"></label>
    <p id="token-hint" class="hint">${words().tokenHint}</p>
    <p id="token-problem" class="form-problem" role="alert">${scene.overview.problem ? explain(scene.overview.problem) : nothing}</p>
    <button class="button button-primary button-wide" data-testid="sign-in" ?disabled=${scene.overview.busy}>${words().signIn}</button>
  </form>`);

/** @param {{ settings: any }} scene */
export const absentPage = (scene) => card(scene, html`
  <div class="sign-in-card cluster-absent" data-testid="absent">
    ${mark()}
    <h1>${words().absent}</h1>
    <p>${words().absentHow}</p>
    <pre><code>(umask 077; openssl rand -base64 32 &gt; admin-token)
./dochat --admin-token-file admin-token</code></pre>
    <p class="hint">${words().absentWhy}</p>
    <a class="button" href="/">${words().toChat}</a>
  </div>`);

const card = (scene, content) => html`
  <main class="sign-in">${content}<div class="sign-in-choices">${languageChoice(scene)}${themeChoice(scene)}</div></main>`;

/** The token is only ever in the field, and goes from there with the answer. */
async function submit(event, overview) {
  event.preventDefault();
  const { token } = event.target.elements;
  await overview.signIn(token.value.trim());
  token.value = '';
  token.focus();
}

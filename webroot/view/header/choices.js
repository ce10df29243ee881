import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { languages, t } from '../../i18n/index.js';

const UNDO_SECONDS = [5, 20, 60];

/** @param {import('../../state/chat.js').Chat} chat */
export const languageChoice = ({ settings }) => html`${choice({
  name: 'language',
  label: t.languageLabel,
  options: Object.entries(languages),
  chosen: settings.language,
  choose: (language) => settings.choose({ language }),
})}${settings.lacksWords ? missing(settings) : nothing}`;

const missing = (settings) => html`<p class="form-problem" role="alert" data-testid="language-missing">${t.noWords(languages[settings.language])}
  <button type="button" class="link-button" @click=${() => settings.choose({})}>${t.loadAgain}</button></p>`;

/** @param {import('../../state/chat.js').Chat} chat */
export const themeChoice = (chat) => choice({
  name: 'theme',
  label: t.theme,
  options: Object.entries(t.themes),
  chosen: chat.settings.theme,
  choose: (theme) => chat.settings.choose({ theme }),
});

/** @param {import('../../state/chat.js').Chat} chat */
export const undoChoice = ({ settings }) => choice({
  name: 'undo-seconds',
  label: t.undoFor,
  options: UNDO_SECONDS.map((seconds) => [String(seconds), t.seconds(seconds)]),
  chosen: String(settings.undoSeconds),
  choose: (seconds) => settings.choose({ undoSeconds: Number(seconds) }),
});

/** On or off. */
export const toggle = ({ name, label, hint, on, disabled = false, choose }) => html`
  <label class="switch">
    <span><strong>${label}</strong> <small>${hint}</small></span>
    <input type="checkbox" role="switch" data-testid=${name} ?disabled=${disabled} .checked=${live(on)} @change=${(event) => choose(event.target.checked)}>
  </label>`;

/** One of a few, all of them in sight. */
export const choice = ({ name, label, options, chosen, choose }) => html`
  <fieldset class="choice" data-testid=${name} @change=${(event) => choose(event.target.value)}>
    <legend>${label}</legend>
    <div class="choice-options">
      ${options.map(([value, text]) => html`
        <label lang=${name === 'language' ? value : ''}><input type="radio" name=${name} value=${value} .checked=${live(value === chosen)}><span>${text}</span></label>`)}
    </div>
  </fieldset>`;

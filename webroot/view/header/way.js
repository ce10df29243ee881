import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { t } from '../../i18n/index.js';

/** @param {string} way `sockjs:` comes with the name of its transport @returns {string} for people */
export function wayName(way) {
  const [name, transport] = way.split(':');
  return [t.ways[name] ?? name, transport].filter(Boolean).join(' ');
}

/** Which way to go. @param {import('../../state/link.js').Link} link */
export const wayChoice = (link) => html`
  <label class="field">
    <span>${t.wayChoice}</span>
    <select data-testid="way-choice" .value=${live(link.choice)} @change=${(event) => link.choose(event.target.value)}>
      ${option('automatic', t.automatic, link.choice)}
      ${link.ways.map((way) => option(way, wayName(way), link.choice))}
    </select>
  </label>`;

const option = (value, name, chosen) => html`<option value=${value} ?selected=${value === chosen}>${name}</option>`;

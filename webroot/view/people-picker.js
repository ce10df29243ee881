import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../i18n/index.js';
import { avatar } from './avatar.js';
import { icon } from './icon.js';

/**
 * Finds people by their names and gathers them (WAI-ARIA Authoring Practices, combobox with a listbox).
 * @param {import('../state/chat.js').Chat} chat
 */
export function peoplePicker(chat) {
  const { peopleSearch: search } = chat;
  const found = offered(search);
  return html`
    <div class="picker">
      ${search.chosen.length ? html`
        <ul class="picker-chosen" aria-label=${t.chosenPeople}>${repeat(search.chosen, ({ id }) => id, (user) => chosen(search, user))}</ul>` : nothing}
      <div class="search">${icon('search')}
        <input id="picker" type="text" data-testid="find-people" role="combobox" aria-autocomplete="list" aria-expanded=${found.length ? 'true' : 'false'}
          aria-controls="picker-list" aria-activedescendant=${found[search.active] ? `picker-${search.active}` : nothing} aria-label=${t.findPeople} placeholder=${t.findPeople}
          autofocus autocomplete="off" maxlength="32" .value=${live(search.text)} @input=${({ target }) => search.search(target.value)}
          @keydown=${(event) => press(event, search)}></div>
      <ul id="picker-list" class="picker-list" role="listbox" aria-label=${t.people}>
        ${found.map((user, index) => option(search, user, index))}
      </ul>
      <p class="picker-news" role="status">${news(search)}</p>
    </div>`;
}

const offered = ({ isFull, found }) => (isFull ? [] : found);

const chosen = (search, user) => html`
  <li><button type="button" class="picker-chip" data-testid="chosen" aria-label=${t.dropPerson(user.name)} title=${t.dropPerson(user.name)}
    @click=${() => drop(search, user)}>${avatar(user)}<span>${user.name}</span>${icon('x')}</button></li>`;

const option = (search, user, index) => html`
  <li id="picker-${index}" role="option" aria-selected=${index === search.active ? 'true' : 'false'} class="picker-option" data-testid="person-found"
    @pointerdown=${(event) => event.preventDefault()} @click=${() => choose(search, user)}>${avatar(user)}<span>${user.name}</span></li>`;

function news({ problem, isFull, isKnown, chosen, found, text }) {
  if (problem) return explain(problem);
  if (isFull) return t.enoughPeople(chosen.length);
  if (!isKnown) return nothing;
  if (found.length) return html`<span class="hidden-text">${t.peopleFound(found.length)}</span>`;
  return text.trim() ? t.noSuchPeople(text.trim()) : t.nobodyElse;
}

function choose(search, user) {
  search.choose(user);
  document.getElementById('picker')?.focus();
}

function drop(search, user) {
  search.drop(user);
  document.getElementById('picker')?.focus();
}

/** Looks anew: a quick typist presses Enter before the list is drawn, or before somebody is found. */
function press(event, search) {
  const { target } = event;
  if (event.isComposing) return;
  const verb = {
    ArrowDown: () => move(search, 1),
    ArrowUp: () => move(search, -1),
    // With nothing written and nobody active it is for the form.
    Enter: (offered(search)[search.active] || search.text.trim()) && (() => search.pick((one) => document.activeElement === target && choose(search, one))),
    Backspace: !search.text && search.chosen.length && (() => search.drop(search.chosen.at(-1))),
  }[event.key];
  if (!verb) return;
  event.preventDefault();
  verb();
}

function move(search, step) {
  search.move(step);
  requestAnimationFrame(() => document.getElementById(`picker-${search.active}`)?.scrollIntoView({ block: 'nearest' }));
}

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, t } from '../../i18n/index.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';

/** So far from the end the next page is asked for, in pixels. */
const AHEAD = 400;

/**
 * What one looks for in a directory: where it is, what is said of it, and what becomes of the one that is picked, whose line is given.
 * @typedef {{ name: 'directory' | 'people-directory', of: (chat: import('../../state/chat.js').Chat) => import('../../state/directory.js').Directory<any>,
 *   testid: string, most: number, words: () => { title: string, by: string, all: string, found: (n: number, isAll: boolean) => string, none: (text: string) => string, empty: string },
 *   line: (chat: import('../../state/chat.js').Chat, each: any) => unknown, pick: (chat: import('../../state/chat.js').Chat, each: any, line: HTMLElement) => void }} Kind
 */

/** All that there is of a kind, by a text (WAI-ARIA Authoring Practices, combobox with a listbox). @param {import('../../state/chat.js').Chat} chat @param {Kind} kind */
export const directoryDialog = (chat, kind) => dialog({
  open: chat.layout.dialog === kind.name,
  title: kind.words().title,
  name: kind.name,
  close: () => closeDirectory(chat, kind),
  content: () => {
    const directory = kind.of(chat);
    const { found, active } = directory;
    const { by, all } = kind.words();
    return html`
      <div class="search">${icon('search')}
        <input id="directory" type="text" data-testid="directory-search" role="combobox" aria-autocomplete="list" aria-expanded=${found.length ? 'true' : 'false'}
          aria-controls="directory-list" aria-activedescendant=${found[active] ? `directory-${active}` : nothing} aria-label=${by} placeholder=${by}
          autofocus autocomplete="off" maxlength=${kind.most} .value=${live(directory.text)} @input=${({ target }) => directory.search(target.value)}
          @keydown=${(event) => press(event, chat, kind)}></div>
      <ul id="directory-list" class="directory-list" role="listbox" aria-label=${all} aria-busy=${directory.isKnown ? 'false' : 'true'} @scroll=${(event) => scrolled(event, directory)}>
        ${repeat(found, ({ id }) => id, (each, index) => option(chat, kind, each, index))}
      </ul>
      <p class="picker-news" role="status">${news(directory, kind.words())}</p>`;
  },
});

/** @param {import('../../state/chat.js').Chat} chat @param {Kind} kind @param {string} text that is looked for at first */
export function openDirectory(chat, kind, text) {
  kind.of(chat).begin([...text].slice(0, kind.most).join(''));
  chat.layout.show({ dialog: kind.name });
}

/** @param {import('../../state/chat.js').Chat} chat @param {Kind} kind */
export function closeDirectory(chat, kind) {
  if (chat.layout.dialog === kind.name) chat.layout.show({ dialog: '' });
}

const option = (chat, kind, each, index) => html`
  <li id="directory-${index}" role="option" aria-selected=${index === kind.of(chat).active ? 'true' : 'false'} class="directory-option" data-testid=${kind.testid}
    @pointerdown=${(event) => event.preventDefault()} @click=${({ currentTarget }) => kind.pick(chat, each, currentTarget)}>${kind.line(chat, each)}</li>`;

function news({ problem, isKnown, isWhole, isCut, found, text }, words) {
  if (problem) return explain(problem);
  if (!isKnown) return html`<span class="hidden-text">${t.loading}</span>`;
  if (found.length) return html`<span class="hidden-text">${words.found(found.length, isWhole && !isCut)}</span>`;
  return text.trim() ? words.none(text.trim()) : words.empty;
}

function scrolled({ target }, directory) {
  if (target.scrollHeight - target.scrollTop - target.clientHeight < AHEAD) directory.more();
}

function press(event, chat, kind) {
  const directory = kind.of(chat);
  if (event.isComposing) return;
  const verb = { ArrowDown: () => move(directory, 1), ArrowUp: () => move(directory, -1), Enter: () => pickActive(chat, kind, event.target) }[event.key];
  if (!verb) return;
  event.preventDefault();
  verb();
}

/** Who is quick may be answered later, and elsewhere by then; and before the line of what was found is drawn. */
function pickActive(chat, kind, field) {
  const directory = kind.of(chat);
  directory.open((each) => document.activeElement === field && kind.pick(chat, each, lineAt(directory.active) ?? field));
}

function move(directory, step) {
  directory.move(step);
  requestAnimationFrame(() => lineAt(directory.active)?.scrollIntoView({ block: 'nearest' }));
}

const lineAt = (index) => document.getElementById(`directory-${index}`);

import { EmojiSearch } from '../../state/emojis/search.js';
import { toned } from '../../state/emojis/tones.js';
import styles from '../../css/emojis.css';
import { drawing } from './drawn.js';
import { moved } from './grid.js';
import { make } from './make.js';
import { section } from './sections.js';

/** For who has chosen none yet. */
const POPULAR = ['👍', '❤️', ...'😂🎉🙏👏🔥👀💯✅❌😊😍😮😢😡🤔😅🥳💪🙌👋🤝🚀'];
/** What the buttons that lead to the groups show; the first one stands for the recent ones. */
const SIGNS = [...'🕘😀👋🐻🍎🚗⚽💡', '❤️', '🏁'];
/** In which the skin tones are shown. */
const HAND = '✋';
const FLAGS = 8;
const MODIFIERS = /[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu;

const bare = (emoji) => emoji.replace(MODIFIERS, '');

/**
 * Where one chooses an emoji: by its group, by what it is called, or from those that one used lately. It is loaded when it is wanted for the first time, so it
 * has its style sheet with it, and nothing of the page but what it is given.
 * @typedef {import('../../state/emojis/search.js').Emoji} Emoji
 */
export class Picker {
  #words;
  #habits;
  #chosen;
  #groups;
  #emojis;
  #search;
  #names = new Map();
  #input;
  #body = make('div', { className: 'emojis-body', tabIndex: -1 });
  #news = make('p', { className: 'emojis-news', role: 'status' });
  #name = make('span', { className: 'emojis-name', ariaHidden: 'true' });
  /** The cells that there are now, by grids. @type {HTMLElement[]} */
  #cells = [];

  /**
   * @param {{ emojis: Emoji[][], words: any }} language @param {Promise<{ emojis: Emoji[][] }>} other what the emojis are called in another language, as soon as that is here
   * @param {import('../../state/emojis/habits.js').EmojiHabits} habits @param {(emoji: string) => void} chosen
   */
  constructor({ emojis, words }, other, habits, chosen) {
    this.#words = words;
    this.#habits = habits;
    this.#chosen = chosen;
    const isDrawn = drawnHere(emojis);
    this.#groups = emojis.map((group, place) => group.filter((emoji) => isDrawn(emoji, place)));
    this.#emojis = this.#groups.flat();
    for (const [emoji, name] of this.#emojis) this.#names.set(bare(emoji), name);
    this.#search = new EmojiSearch(this.#emojis);
    other.then((more) => this.#learn(more.emojis.flatMap((group, place) => group.filter((emoji) => isDrawn(emoji, place)))), () => {});
    this.#input = make('input', { type: 'text', className: 'emojis-input', placeholder: words.search, ariaLabel: words.search, autocomplete: 'off', maxLength: 40, enterKeyHint: 'done' });
    this.#input.dataset.testid = 'emoji-search';
    this.element = make('div', { className: 'emojis' }, this.#head(), this.#jumps(), this.#body, this.#news, make('div', { className: 'emojis-foot' }, this.#name, this.#tones()));
    this.#listen();
    this.#show();
  }

  /** Somebody may have looked for one of these words already; who has gone to what was found meanwhile stays there. */
  #learn(emojis) {
    this.#search.add(emojis);
    if (this.#input.value.trim() && !this.#body.contains(document.activeElement)) this.#show();
  }

  /** Ready for the next choice. @param {boolean} writes whether one is to write what one looks for */
  enter(writes) {
    this.#input.value = '';
    // Somebody else may have signed in since, or chosen another one in another tab.
    for (const radio of this.element.querySelectorAll('[name="emoji-tone"]')) radio.checked = Number(radio.value) === this.#habits.tone;
    this.#show();
    this.#body.scrollTop = 0;
    (writes ? this.#input : this.#body).focus();
  }

  #head() {
    return make('div', { className: 'search' }, make('span', { className: 'icon icon-search', ariaHidden: 'true' }), this.#input);
  }

  #jumps() {
    const titles = [this.#words.recent, ...this.#words.groups];
    const buttons = SIGNS.map((sign, place) => {
      const button = make('button', { type: 'button', className: 'emojis-jump emoji', ariaLabel: titles[place], title: titles[place], textContent: sign });
      button.addEventListener('click', () => this.#jump(place));
      button.hidden = place > 0 && !this.#groups[place - 1].length;
      return button;
    });
    return make('div', { className: 'emojis-jumps', role: 'group', ariaLabel: this.#words.jump }, ...buttons);
  }

  #tones() {
    const choices = this.#words.tones.map((name, tone) => {
      const radio = make('input', { type: 'radio', name: 'emoji-tone', value: tone, ariaLabel: name, checked: tone === this.#habits.tone });
      return make('label', { className: 'emojis-tone emoji', title: name }, radio, make('span', { ariaHidden: 'true', textContent: toned(HAND, tone) }));
    });
    const tones = make('div', { className: 'emojis-tones', role: 'radiogroup', ariaLabel: this.#words.tone }, ...choices);
    tones.addEventListener('change', ({ target }) => {
      this.#habits.tone = Number(target.value);
      this.#show();
    });
    return tones;
  }

  #listen() {
    this.#input.addEventListener('input', () => this.#show());
    this.#input.addEventListener('keydown', (event) => this.#write(event));
    this.#body.addEventListener('keydown', (event) => this.#move(event));
    this.#body.addEventListener('click', ({ target }) => this.#choose(target.closest('.emojis-cell')));
    for (const type of ['pointerover', 'focusin']) this.#body.addEventListener(type, ({ target }) => this.#name.textContent = target.closest('.emojis-cell')?.ariaLabel ?? '');
  }

  /** All of them, or those that are sought. */
  #show() {
    const text = this.#input.value.trim();
    const found = text ? this.#search.find(text).map((at) => this.#emojis[at]) : [];
    const sections = text ? [[this.#words.found(found.length), this.#drawable(found)]] : this.#all();
    this.#body.replaceChildren(...sections.filter(([, emojis]) => emojis.length).map(([title, emojis]) => section(title, emojis)));
    this.#body.classList.toggle('is-found', Boolean(text));
    this.#cells = [...this.#body.querySelectorAll('.emojis-cell')];
    if (this.#cells.length) this.#cells[0].tabIndex = 0;
    this.#news.textContent = !text ? '' : found.length ? this.#words.found(found.length) : this.#words.none(text);
    this.#news.classList.toggle('hidden-text', found.length > 0 || !text);
    this.#name.textContent = '';
  }

  #all() {
    const { recent } = this.#habits;
    const used = recent.length ? recent : POPULAR;
    return [[recent.length ? this.#words.recent : this.#words.popular, used.map((emoji) => ({ emoji, name: this.#names.get(bare(emoji)) ?? emoji }))],
      ...this.#groups.map((group, place) => [this.#words.groups[place], this.#drawable(group)])];
  }

  #drawable = (emojis) => emojis.map(([emoji, name, , hasTones]) => ({ emoji: hasTones ? toned(emoji, this.#habits.tone) : emoji, name }));

  /** @param {number} place 0 for the recent ones */
  #jump(place) {
    this.#input.value = '';
    this.#show();
    const to = this.#body.children[place - this.#groups.slice(0, place).filter((group) => !group.length).length];
    to.scrollIntoView({ block: 'start' });
    this.#focus(to.querySelector('.emojis-cell'), { preventScroll: true });
  }

  /** Enter takes the first one, which is the nearest, or the newest; that of an input method ends a syllable. */
  #write(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown') this.#focus(this.#cells[0]);
    else if (event.key === 'Enter') this.#choose(this.#cells[0]);
    else return;
    event.preventDefault();
  }

  #move(event) {
    const at = this.#cells.indexOf(event.target);
    const to = at < 0 ? (event.key === 'ArrowDown' ? 0 : undefined) : moved(this.#sizes(), at, event);
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) this.#input.focus();
    else this.#focus(this.#cells[to]);
  }

  #sizes = () => [...this.#body.querySelectorAll('[role="grid"]')].map((grid) => grid.querySelectorAll('.emojis-cell').length);

  /** One cell can be reached by Tab: that which had the focus last. */
  #focus(cell, options = {}) {
    if (!cell) return;
    this.#body.querySelectorAll('.emojis-cell[tabindex="0"]').forEach((other) => (other.tabIndex = -1));
    cell.tabIndex = 0;
    cell.focus(options);
  }

  #choose(cell) {
    if (!cell) return;
    this.#habits.use(cell.textContent);
    this.#chosen(cell.textContent);
  }
}

/** Tries one emoji of each new version, and one flag, which some systems have none of. @param {Emoji[][]} groups @returns {(emoji: Emoji, group: number) => boolean} */
function drawnHere(groups) {
  const isDrawn = drawing();
  const versions = new Map();
  const isNew = ([emoji, , , , version]) => {
    if (version && !versions.has(version)) versions.set(version, isDrawn(emoji));
    return !version || versions.get(version);
  };
  const hasFlags = isDrawn('🇰🇷');
  return (emoji, group) => (group !== FLAGS || hasFlags) && isNew(emoji);
}

document.adoptedStyleSheets.push(sheet());

function sheet() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  return sheet;
}

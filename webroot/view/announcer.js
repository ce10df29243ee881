import { html } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { t } from '../i18n/index.js';
import { nameOf } from '../i18n/names.js';
import { isNote, isPassing } from '../state/membership.js';
import { plain } from './text/plain.js';
import { told } from './timeline/note-words.js';

const GATHER = 2_500;
const LONGEST = 240;
/** Of much that happens to members at once, the last is told. */
const NOTES = 3;

/** Reads others' new messages of the open room to screen readers, and who came or went: politely, and gathered when many come. */
export class Announcer {
  #chat;
  #waiting = [];
  #timer = 0;
  #said = '';
  #times = 0;

  /** @param {import('../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    chat.news.arrivals.watch((news) => this.#hear(news));
    chat.departures.watch(({ thread }) => thread || this.#end());
    chat.timelines.anew.watch((room) => room === chat.room?.id && this.#end());
  }

  /** Each time a new element: the same words again are no change, and would not be read. */
  template() {
    return html`<div class="hidden-text" aria-live="polite" aria-atomic="true">${keyed(this.#times, html`<span>${this.#said}</span>`)}</div>`;
  }

  #hear({ room, events }) {
    const me = this.#chat.session.user?.id;
    if (room !== this.#chat.room?.id) return;
    this.#waiting.push(...events.filter((event) => event.user.id !== me && (isNote(event) || (event.type === 'message' && event.text))));
    this.#forget(new Set(events.filter(({ type }) => type === 'delete').map(({ ref }) => ref)));
    if (this.#waiting.length) this.#timer ||= setTimeout(() => this.#say(), GATHER);
  }

  /** What is deleted is neither read any more, nor stands where it was read. */
  #forget(deleted) {
    this.#waiting = this.#waiting.filter(({ seq }) => !deleted.has(seq));
    if (deleted.size && this.#said) this.#said = '';
  }

  /** Whoever is elsewhere, or is somebody else, neither hears it nor finds it where it was read; nor does anybody once it may have been deleted unheard. */
  #end() {
    this.#waiting = [];
    this.#said = '';
  }

  #say() {
    this.#timer = 0;
    const waiting = this.#waiting.splice(0);
    if (!waiting.length) return;
    this.#times++;
    const passing = waiting.filter(isPassing);
    const lines = [...waiting.filter((event) => isNote(event) && !isPassing(event)).slice(-NOTES).map((event) => [event]), ...(passing.length ? [passing] : [])];
    const notes = lines.map((events) => told(events, this.#chat.session.user?.id));
    this.#said = [...notes, ...gathered(waiting.filter((event) => !isNote(event)))].join('. ');
    this.#chat.changed();
  }
}

/** @param {import('../state/messages.js').Event[]} messages */
function gathered([first, ...more]) {
  if (!first) return [];
  return [more.length ? t.announceMany(more.length + 1) : t.announceOne(nameOf(first.user), plain(first.text).slice(0, LONGEST))];
}

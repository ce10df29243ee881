import { go } from '../route.js';
import { ROOM } from '../pane.js';
import { lowerEdge, messageAt } from './place.js';
import { RunningHead } from './running-head.js';

const NEAR_BOTTOM = 40;
const LOAD_WITHIN = 900;
const MARKER_FROM_TOP = 0.25;

/**
 * Where one is in the timeline. Whatever is rendered: at the bottom one stays at the bottom, elsewhere every visible line
 * stays where it is, to the pixel. Each room is found again as it was left, or at its first unread message.
 */
export class Scroller {
  #chat;
  #head;
  #element = null;
  #room = '';
  #placed = false;
  #atBottom = true;
  #top = 0;
  #anchor = null;
  #resizes = new ResizeObserver(() => this.#atBottom && this.#placed && this.#toBottom());

  /** @param {import('../../state/chat.js').Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    this.#head = new RunningHead(chat, ROOM);
  }

  /** For lit's `ref`. */
  get attachHead() {
    return this.#head.attach;
  }

  /** For lit's `ref`. @param {HTMLElement | undefined} element */
  attach = (element) => {
    if (element === this.#element) return;
    this.#resizes.disconnect();
    this.#element = element ?? null;
    this.#placed = false;
    if (!element) return;
    element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#resizes.observe(element);
    this.#resizes.observe(element.firstElementChild);
  };

  /** Remembers what is in view; call it directly before a rendering. */
  before() {
    const { layout, timeline } = this.#chat;
    const isCleared = layout.room === this.#room && !timeline.loaded;
    if (!this.#element || !this.#placed || isCleared) return;
    this.#anchor = this.#atBottom ? null : this.#firstVisible();
    this.#keepPlace();
  }

  /** Brings it back into the same place; call it directly after a rendering. */
  after() {
    this.#settle();
    this.#head.follow(this.#element);
  }

  /** Goes to the newest message, as soon as it is there, and stays; the address leads no longer to another one. */
  follow() {
    go(this.#room, 0, this.#chat.layout.thread);
    this.#unmark();
    this.#chat.reading.comeBack(this.#room);
    this.#chat.timelines.latest(this.#room);
    if (this.#element) this.#toBottom();
    if (this.#chat.timeline.attached) this.#arrive();
  }

  #settle() {
    const { room } = this.#chat.layout;
    if (room !== this.#room) this.#enter(room);
    const { timeline } = this.#chat;
    this.#placed &&= timeline.loaded;
    if (!this.#element) return;
    if (!timeline.loaded) return this.#toBottom();
    const sought = timeline.sought && this.#numbered(timeline.sought);
    if (sought) this.#show(sought);
    else if (!this.#placed) this.#place();
    else if (this.#atBottom || timeline.wantsLatest) this.#toBottom();
    else this.#restore(this.#anchor);
    if (timeline.wantsLatest && timeline.attached) this.#arrive();
    else if (!this.#atBottom) this.#become(this.#isAtBottom());
    this.#loadMore();
  }

  #arrive() {
    this.#chat.timelines.stay(this.#room);
    this.#become(true);
  }

  #enter(room) {
    this.#room = room;
    this.#placed = false;
    this.#anchor = null;
  }

  #place() {
    this.#placed = true;
    const marker = this.#element.querySelector('.new-line');
    const place = this.#chat.reading.places.get(this.#room);
    const element = place && this.#element.querySelector(`[data-id="${CSS.escape(place.id)}"]`);
    if (marker) this.#element.scrollTop = marker.offsetTop - this.#element.clientHeight * MARKER_FROM_TOP;
    else if (element) this.#restore({ ...place, element });
    else this.#toBottom();
    this.#become(this.#isAtBottom());
  }

  /** Somebody looked for it: it is in the middle, has the focus, and is told from the others. */
  #show(message) {
    this.#placed = true;
    this.#chat.timelines.found(this.#room);
    this.#unmark();
    message.setAttribute('aria-current', 'true');
    this.#element.scrollTop = message.offsetTop - (this.#element.clientHeight - message.offsetHeight) / 2;
    this.#top = this.#element.scrollTop;
    message.focus({ preventScroll: true });
    this.#become(this.#isAtBottom());
  }

  #unmark() {
    this.#element?.querySelector('.message[aria-current]')?.removeAttribute('aria-current');
  }

  #numbered(seq) {
    return this.#element.querySelector(`.message[data-seq="${seq}"]`);
  }

  #scrolled() {
    if (!this.#placed) return;
    const { scrollTop } = this.#element;
    if (scrollTop < this.#top && this.#chat.timeline.wantsLatest) this.#chat.timelines.stay(this.#room);
    // What grows below, or a keyboard that opens, is no scrolling away: the resize observer follows it.
    if (!this.#atBottom || scrollTop < this.#top) this.#become(this.#isAtBottom());
    this.#top = scrollTop;
    this.#head.follow(this.#element);
    this.#loadMore();
  }

  #become(atBottom) {
    // The end of a window that does not reach the newest message is no bottom to stay at.
    this.#atBottom = atBottom && this.#chat.timeline.attached;
    this.#chat.reading.look({ atBottom: this.#atBottom });
  }

  #loadMore() {
    const { scrollTop, scrollHeight, clientHeight } = this.#element;
    const { timeline, timelines } = this.#chat;
    if (timeline.problem || timeline.loading) return;
    if (scrollTop < LOAD_WITHIN) timelines.older(this.#room);
    if (scrollHeight - scrollTop - clientHeight < LOAD_WITHIN) timelines.newer(this.#room);
  }

  #isAtBottom() {
    const { scrollTop, scrollHeight, clientHeight } = this.#element;
    return scrollHeight - scrollTop - clientHeight <= NEAR_BOTTOM;
  }

  /** Its number finds a message that will not be loaded any more. */
  #keepPlace() {
    const { places } = this.#chat.reading;
    const { element, ...place } = this.#anchor ?? {};
    if (element) places.set(this.#room, place);
    else places.delete(this.#room);
  }

  #toBottom() {
    this.#element.scrollTop = this.#element.scrollHeight;
    this.#top = this.#element.scrollTop;
  }

  /** The lower edge counts: an upper one moves when a day or an author's name comes or goes above it. */
  #firstVisible() {
    const top = this.#element.scrollTop;
    const element = messageAt(this.#element, top);
    return element ? { element, id: element.dataset.id, seq: Number(element.dataset.seq) || undefined, distance: lowerEdge(element) - top } : null;
  }

  #restore(place) {
    if (!place?.element?.isConnected) return;
    const wanted = lowerEdge(place.element) - place.distance;
    if (Math.abs(wanted - this.#element.scrollTop) >= 1) this.#element.scrollTop = wanted;
  }
}

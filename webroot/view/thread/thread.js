import { html, nothing } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { ref } from 'lit-html/directives/ref.js';
import { t } from '../../i18n/index.js';
import { compareNames, nameNow } from '../../i18n/names.js';
import { mayFollow, mayPost } from '../../state/rights.js';
import { closedComposer, endedComposer } from '../composer/closed.js';
import { Composer } from '../composer/composer.js';
import { touch } from '../composer/field.js';
import { slowLine } from '../composer/slow.js';
import { icon } from '../icon.js';
import { shown, ROOM, THREAD } from '../pane.js';
import { keepFocus } from '../refuge.js';
import { address } from '../route.js';
import { listEvents, listed, problem, unloaded } from '../timeline/timeline.js';
import { Toolbar } from '../timeline/toolbar.js';
import { focusMessage } from '../timeline/roving.js';
import { RunningHead } from '../timeline/running-head.js';
import { Ending } from './ending.js';

const NAMED = 3;

/** A column of its own where there is room for one. */
export const beside = matchMedia('(min-width: 1100px)');

/** Whether a thread lies over the timeline. @param {import('../../state/chat.js').Chat} chat */
export const covers = ({ layout, room }) => Boolean(room && layout.thread) && !beside.matches;

/** @param {import('../../state/chat.js').Chat} chat The address leads to the room again, and back does not lead into the thread once more. */
export const closeThread = ({ layout }) => location.replace(address(layout.room));

/** The open thread: the message that began it, its replies, and where one writes more of them. */
export class Thread {
  #chat;
  #card;
  #toolbar;
  #composer;
  #ending;
  #head;
  #open = '';
  #root = 0;

  /** @param {import('../../state/chat.js').Chat} chat @param {import('../person-card.js').PersonCard} card */
  constructor(chat, card) {
    this.#chat = chat;
    this.#card = card;
    this.#toolbar = new Toolbar(chat, THREAD);
    this.#head = new RunningHead(chat, THREAD);
    this.#ending = new Ending(() => chat.timelines.older(chat.thread.place), (list) => this.#head.follow(list));
    this.#composer = new Composer(chat, THREAD, () => this.#ending.follow());
  }

  /** What one can do with its messages. */
  get sheet() {
    return this.#toolbar.sheet;
  }

  template() {
    const chat = this.#chat;
    if (!chat.layout.thread || !chat.room) return nothing;
    return keyed(chat.thread.place, html`
      <aside id="thread" class="thread" data-testid="thread" aria-label=${t.thread}>
        <div class="thread-head">
          <div><h2>${t.thread}</h2><p data-testid="thread-people" title=${t.followers}>${this.#people()}</p></div>
          ${this.#following()}
          <button type="button" class="icon-button" data-testid="close-thread" aria-label=${t.closeThread} title=${t.closeThread} @click=${() => closeThread(chat)}>${icon(beside.matches ? 'x' : 'arrow-left')}</button>
        </div>
        <div class="timeline"><div id=${THREAD.list} class="timeline-scroll thread-scroll" role="log" aria-live="off" aria-label=${t.threadMessages} tabindex="0" aria-busy=${chat.thread.timeline.loading ? 'true' : 'false'}
          @keydown=${listEvents.keydown(this.#toolbar)} @keyup=${this.#toolbar.ask} @focusin=${listEvents.focusin(this.#toolbar)} @pointerdown=${this.#toolbar.sheet.press} @contextmenu=${this.#toolbar.sheet.menu}
          @pointermove=${this.#toolbar.follow} @pointerleave=${this.#toolbar.leave}
          @focusout=${this.#toolbar.leave} @click=${listEvents.click(this.#toolbar, this.#card)} ${ref(this.#ending.attach)}>
          <div class="timeline-content">${this.#content()}</div>
        </div>
        <div class="running-head" data-testid="thread-running-head" aria-hidden="true" ${ref(this.#head.attach)}></div></div>
        <div class="foot">${this.#foot()}</div>
      </aside>`);
  }

  /** After a rendering. */
  after() {
    const { layout, room, thread: { place, meant } } = this.#chat;
    const open = room && layout.thread ? place : '';
    this.#ending.keep();
    this.#toolbar.refresh();
    this.#cover(covers(this.#chat));
    if (open && meant) location.replace(address(layout.room, 0, meant));
    if (open === this.#open) return;
    if (open) this.#enter();
    else if (room && document.activeElement === document.body) this.#giveBack();
    this.#open = open;
    this.#root = layout.thread;
  }

  /** What is covered is not read. */
  #cover(covered) {
    if (covered !== this.#chat.reading.covered) this.#chat.reading.look({ covered });
  }

  /** To write there; with fingers, to read there. */
  #enter() {
    this.#composer.enter(true);
    if (touch.matches) document.getElementById(THREAD.list)?.focus({ preventScroll: true });
  }

  /** To the message of which the thread was, or to write, for which a keyboard would come where there are fingers. */
  #giveBack() {
    const message = shown(ROOM, this.#root);
    if (message) focusMessage(message);
    else keepFocus(touch.matches ? null : document.getElementById(ROOM.field));
  }

  #content() {
    const { timelines, thread: { place, timeline } } = this.#chat;
    const again = () => timelines.thread(place);
    return html`
      ${timeline.loaded ? this.#before() : unloaded(timeline.problem, again)}
      ${listed(this.#chat, THREAD)}
      ${timeline.loaded && timeline.problem ? problem(timeline.problem, again) : nothing}`;
  }

  /** That there is more, or that what began it is not shown. */
  #before() {
    const { layout, thread: { timeline } } = this.#chat;
    if (!timeline.complete) return html`<div class="timeline-top"><span class="spinner" role="status" aria-label=${t.loading}></span></div>`;
    return timeline.floor > layout.thread ? html`<div class="timeline-top"><p class="timeline-beginning">${t.beforeJoined}</p></div>` : nothing;
  }

  #foot() {
    if (!mayPost(this.#chat.room)) return closedComposer(this.#chat.room);
    return this.#chat.thread.isOver ? endedComposer() : html`${slowLine(this.#chat.room)}${this.#composer.template()}`;
  }

  /** Who follows it, or who takes part, in the order in which they came, as long as that is not known. */
  #people() {
    const { followers, thread } = this.#chat;
    const writers = [...new Map(thread.messages.map(({ user }) => [user.id, nameNow(user)])).values()];
    const names = followers.isKnown ? followers.users.map(nameNow).sort(compareNames) : writers;
    return t.names(names.slice(0, NAMED), (followers.isKnown ? followers.count : names.length) - NAMED);
  }

  #following() {
    const { followers, room } = this.#chat;
    if (!followers.isKnown || !mayFollow(room)) return nothing;
    const words = followers.following ? t.unfollowThread : t.followThread;
    return html`
      <button type="button" class="icon-button thread-follow" data-testid="follow-thread" aria-pressed=${followers.following ? 'true' : 'false'} aria-label=${t.followThread} title=${words}
        @click=${() => this.#follow(!followers.following)}>${icon(followers.following ? 'bell' : 'bell-off')}</button>`;
  }

  /** By what is seen of it: what began it may be from before one came. */
  #follow(on) {
    const { followers, layout, room, thread: { messages }, notices } = this.#chat;
    const seq = messages.some((message) => message.seq === layout.thread) ? layout.thread : messages[0]?.seq ?? layout.thread;
    followers.say(room.id, seq, on).catch((problem) => notices.tell({ problem }));
  }
}

import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { ref } from 'lit-html/directives/ref.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { explain, language, t } from '../../i18n/index.js';
import { naming } from '../../i18n/names.js';
import { ago, day } from '../../i18n/times.js';
import { icon } from '../icon.js';
import { ROOM } from '../pane.js';
import { beginningOf } from '../room-words.js';
import { Editor } from './editor.js';
import { emptiness } from './emptiness.js';
import { messageItem } from './message.js';
import { noteLine } from './note.js';
import { offerLinks, rove } from './roving.js';
import { rows } from './rows.js';

/** @param {import('../../state/chat.js').Chat} chat @param {import('./scroller.js').Scroller} scroller @param {import('./toolbar.js').Toolbar} toolbar @param {import('../person-card.js').PersonCard} card */
export const timelinePane = (chat, scroller, toolbar, card) => html`
  <div class="timeline">
    <div id="messages" class="timeline-scroll" role="log" aria-live="off" aria-label=${t.scrollable} aria-busy=${chat.timeline.loading ? 'true' : 'false'}
      tabindex="0" @keydown=${listEvents.keydown(toolbar)} @keyup=${toolbar.ask} @focusin=${listEvents.focusin(toolbar)} @click=${listEvents.click(toolbar, card)}
      @pointerdown=${toolbar.sheet.press} @contextmenu=${toolbar.sheet.menu} @pointermove=${toolbar.follow} @pointerleave=${toolbar.leave} @focusout=${toolbar.leave} ${ref(scroller.attach)}>
      <div class="timeline-content">${keyed(chat.layout.room, content(chat))}</div>
      <div class="jump-place">${jump(chat, scroller)}</div>
    </div>
    <div class="running-head" data-testid="running-head" aria-hidden="true" ${ref(scroller.attachHead)}></div>
  </div>`;

/** What a list of messages listens to. */
export const listEvents = {
  keydown: (toolbar) => (event) => toolbar.key(event) || rove(event),
  focusin: (toolbar) => (event) => (offerLinks(event), toolbar.follow(event)),
  click: (toolbar, card) => (event) => (toolbar.ask(event), card.follow(event)),
};

function content(chat) {
  const { timeline, room } = chat;
  if (timeline.loaded && !timeline.messages.length && !timeline.notes.length && !chat.outbox.in(room.id).length) return emptiness(chat);
  return html`
    ${timeline.loaded ? top(chat) : unloaded(timeline.problem, () => chat.reload())}
    ${listed(chat, ROOM)}
    ${timeline.loaded && failedBelow(timeline) ? failure(chat) : nothing}`;
}

const top = (chat) => html`
  <div class="timeline-top">${chat.timeline.complete ? html`<p class="timeline-beginning" data-testid="beginning">${chat.timeline.floor ? t.beforeJoined : beginningOf(chat.room)}</p>` : older(chat)}</div>`;

/** In the place of messages that are not there yet; what one writes meanwhile stands below. @param {{ code: string } | null} why @param {() => void} again */
export const unloaded = (why, again) => (why ? problem(why, again) : skeleton());

/** The messages of a pane. @param {import('../../state/chat.js').Chat} chat @param {import('../pane.js').Pane} pane */
export function listed(chat, pane) {
  const { posts } = chat.outbox;
  const { version } = chat.timelines.of(pane.place(chat));
  const waiting = posts.some(({ until }) => until) ? Math.floor(Date.now() / 1000) : 0;
  const minute = Math.floor(Date.now() / 60_000);
  const parts = [version, chat.changing.version, chat.cards.version, posts, language, chat.link.mood, waiting, minute, chat.room.name, chat.room.role, chat.room.archived, offersIn(chat), chat.presence.marks(chat.room.id)];
  return html`
    <div class="messages ${chat.room.reads ? 'shows-reads' : ''}">${guard(parts, () => repeat(visible(chat, pane), ({ key }) => key, (row) => item(chat, row, pane)))}</div>`;
}

/** Whether it is the newest messages that could not be loaded. */
const failedBelow = ({ problem: failure }) => failure !== null && failure.what !== 'older';

const visible = (chat, pane) => rows({
  messages: pane.messages(chat),
  notes: pane === ROOM ? chat.timeline.notes : [],
  posts: chat.outbox.in(chat.room.id).filter(({ thread }) => pane === ROOM || thread === chat.layout.thread),
  marker: pane === ROOM ? chat.timeline.marker : null,
  root: pane === ROOM ? undefined : chat.layout.thread,
  me: chat.session.user,
});

function item(chat, row, pane) {
  if (row.kind === 'day') return html`<p class="day-line"><span>${day(row.at)}</span></p>`;
  if (row.kind === 'new') return html`<p class="new-line" data-testid="new-messages"><span>${t.newMessages}</span></p>`;
  if (row.kind === 'note') return guard([row, naming()], () => noteLine(chat, row));
  // What becomes of a post depends on more than its row.
  if (row.post) return messageItem(chat, row, pane);
  const editor = !row.deleted && chat.changing.isEdited(chat.room.id, row.seq, pane.name) ? editorOf(chat, row, pane) : undefined;
  const since = row.replies && ago(new Date(row.replies.last));
  return guard([row, editor?.value, editor && offersIn(chat), naming(), chat.session.user.name, chat.room.role, chat.room.archived, since, faces(chat, row), chat.cards.statusOf(row.user.id), chat.presence.unread(chat.room.id, row), row.message?.unsettled && chat.link.mood], () => messageItem(chat, editor ? { ...row, editor } : row, pane));
}

/** Which pictures it shows: its author's, and those of who replied. */
const faces = ({ cards }, { user, replies }) => [user, ...(replies?.users ?? [])].map(({ id }) => cards.of(id)?.picture).join();

/** What is offered to the one who edits is drawn in the list. */
const offersIn = ({ changing, calling }) => (changing.editing ? calling.version : 0);

/** Those of what is being edited, which keep their fields, whatever comes meanwhile. @type {WeakMap<object, Editor>} */
const editors = new WeakMap();

function editorOf(chat, row, pane) {
  const { editing } = chat.changing;
  if (!editors.has(editing)) editors.set(editing, new Editor(chat, row, pane));
  return editors.get(editing);
}

const older = (chat) => (chat.timeline.problem?.what === 'older' ? failure(chat) : html`<span class="spinner" role="status" aria-label=${t.loading}></span>`);

const failure = (chat) => problem(chat.timeline.problem, () => chat.reload());

/** @param {{ code: string }} why @param {() => void} again */
export const problem = (why, again) => html`
  <div class="timeline-problem" role="alert"><p>${t.loadFailed} ${explain(why)}</p>
    <button type="button" class="button" @click=${again}>${t.loadAgain}</button></div>`;

const skeleton = () => html`
  <div class="skeleton timeline-skeleton" role="status" aria-label=${t.loading}>
    ${[52, 70, 45, 60, 70, 45].map((width) => html`<div class="skeleton-message"><i class="disc"></i><i class="bar w-${width}"></i></div>`)}
  </div>`;

function jump(chat, scroller) {
  if (chat.reading.atBottom || !chat.timeline.loaded) return nothing;
  const unread = chat.rooms.unread(chat.room);
  return html`
    <button type="button" class="jump" data-testid="jump-latest" aria-label=${unread ? `${t.jumpLatest}, ${t.newBelow(unread)}` : t.jumpLatest}
      @click=${() => scroller.follow()}>${icon('arrow-down')}${unread ? t.newBelow(unread) : t.jumpLatest}</button>`;
}

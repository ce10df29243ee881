import { html } from 'lit-html';
import { explain, t } from '../../i18n/index.js';
import { dialog } from '../modal.js';
import { refusalHere } from '../notice.js';
import { entryChoices } from './administration.js';
import { beginName, nameForm } from './chat-name.js';
import { beginLinks, linkForm, madeLink } from './links.js';
import { forgetRoom, roomForm } from './new-room.js';

/** The room that everybody is in who has come. */
const GENERAL = 'general';

/** @type {{ title: () => string, content: (chat: import('../../state/chat.js').Chat) => unknown }[]} */
const STEPS = [
  { title: () => t.nameTheChat, content: (chat) => nameStep(chat) },
  { title: () => t.whoMayCome, content: (chat) => entryStep(chat) },
  { title: () => t.firstRoom, content: (chat) => roomStep(chat) },
  { title: () => t.invitePeople, content: (chat) => linkStep(chat) },
];
let step = 0;

/**
 * Whoever has just become the owner of the chat is led by the hand: what it is called, who may come in, a first room, a link to send. Each step may be passed over, and all of it is
 * elsewhere afterwards. @param {import('../../state/chat.js').Chat} chat
 */
export const firstVisitDialog = (chat) => dialog({
  open: chat.layout.dialog === 'first-visit',
  title: t.firstVisit,
  name: 'first-visit',
  close: () => close(chat),
  content: () => html`
    <h3 id="first-visit-step" tabindex="-1" autofocus data-testid="first-visit-step"><small>${t.stepOf(step + 1, STEPS.length)}</small> ${STEPS[step].title()}</h3>
    ${STEPS[step].content(chat)}
    ${refusalHere(chat)}`,
});

/** @param {import('../../state/chat.js').Chat} chat */
export function beginFirstVisit(chat) {
  step = 0;
  beginName(chat);
  chat.administration.lookAtEntry();
  chat.layout.show({ dialog: 'first-visit' });
}

const nameStep = (chat) => html`
  <p>${t.nowOwner}</p>
  ${chat.administration.entry ? nameForm(chat, chat.administration.entry, { label: t.next, aside: skip(() => goOn(chat, 0)), called: () => goOn(chat, 0) })
    : html`${entryNews(chat.administration)}<div class="form-actions">${skip(() => goOn(chat, 0))}</div>`}`;

const skip = (act) => html`<button type="button" class="button" data-testid="no-name" @click=${act}>${t.passOver}</button>`;

const entryStep = (chat) => html`
  <div class="form">
    ${chat.administration.entry ? entryChoices(chat, chat.administration.entry) : entryNews(chat.administration)}
    <div class="form-actions"><button type="button" class="button button-primary" data-testid="next-step" @click=${() => goOn(chat, 1)}>${t.next}</button></div>
  </div>`;

const entryNews = ({ problem }) => (problem ? html`<p class="form-problem" role="alert">${explain(problem)}</p>` : html`<span class="spinner" role="status" aria-label=${t.loading}></span>`);

const roomStep = (chat) => html`
  <p>${t.firstRoomHint(chat.rooms.get(GENERAL)?.name ?? t.generalRoom)}</p>
  ${roomForm(chat, t.passOver, () => invite(chat, null), (room) => invite(chat, room))}`;

/** What was made is told once, so that one goes on only by a wish of one's own. */
const linkStep = (chat) => (chat.invitations.made ? html`
  ${madeLink(chat)}
  <div class="form-actions"><button type="button" class="button button-primary" data-testid="last-step" @click=${() => close(chat)}>${t.done}</button></div>`
  : linkForm(chat, html`<button type="button" class="button" data-testid="last-step" @click=${() => close(chat)}>${t.passOver}</button>`));

/** A room may be there only when its step has been passed over. */
function invite(chat, room) {
  if (!isAt(chat, 2)) return;
  forgetRoom(chat);
  beginLinks(chat, room);
  goOn(chat, 2);
}

const isAt = ({ layout }, place) => layout.dialog === 'first-visit' && step === place;

/** What had the focus is gone: the title of the next step has it, which is read aloud. What is pressed twice goes on once. */
function goOn(chat, from) {
  if (!isAt(chat, from)) return;
  step += 1;
  chat.changed();
  requestAnimationFrame(() => document.getElementById('first-visit-step')?.focus());
}

function close(chat) {
  if (chat.layout.dialog !== 'first-visit') return;
  forgetRoom(chat);
  chat.invitations.forget();
  chat.layout.show({ dialog: '' });
}

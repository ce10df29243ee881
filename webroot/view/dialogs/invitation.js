import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { Attempt } from '../attempt.js';
import { peoplePicker } from '../people-picker.js';

/** People who are added in one go. */
const MOST = 20;

let isOpen = false;
const attempt = new Attempt();

/** Whether it is open. */
export const isInviting = () => isOpen;

/** Adds people to the open room. @param {import('../../state/chat.js').Chat} chat */
export const invitation = (chat) => html`
  <form class="form" @submit=${(event) => submit(event, chat)}>
    ${peoplePicker(chat)}
    ${attempt.words()}
    <div class="form-actions">
      <button type="button" class="button" @click=${() => end(chat)}>${t.cancel}</button>
      <button class="button button-primary" data-testid="add-chosen" ?disabled=${attempt.busy || !chat.peopleSearch.chosen.length}>${t.addChosen}</button>
    </div>
  </form>`;

/** @param {import('../../state/chat.js').Chat} chat @param {boolean} wanted whether one is to pick people */
export function askForPeople(chat, wanted) {
  isOpen = wanted;
  if (wanted) chat.peopleSearch.begin({ most: MOST, isWanted: ({ id }) => id !== chat.session.user.id && !chat.members.has(id) });
  attempt.forget(chat);
  if (wanted) focusSoon('#picker');
}

/** Back to those who are in the room. */
function end(chat) {
  askForPeople(chat, false);
  focusSoon('[data-testid=add-people]');
}

/** When it is drawn. */
function focusSoon(selector) {
  requestAnimationFrame(() => /** @type {HTMLElement} */ (document.querySelector(selector))?.focus());
}

/** Who could not be added stays chosen. Who does not look there any more hears of a refusal all the same. */
async function submit(event, chat) {
  event.preventDefault();
  if (attempt.busy) return;
  const { members, peopleSearch, notices } = chat;
  const { room } = members;
  const isStillThere = () => isOpen && members.room === room;
  const isDone = await attempt.make(chat, () => members.invite(peopleSearch.chosen, (user) => isStillThere() && peopleSearch.drop(user)));
  if (isDone && isStillThere()) end(chat);
  if (isDone || isStillThere()) return;
  notices.tell({ problem: attempt.problem });
  attempt.forget(chat);
}

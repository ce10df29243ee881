import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { isPrivate, mayArchive, maySettle, maySettleReads } from '../../state/rights.js';
import { Attempt } from '../attempt.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';

const LEAST = ['member', 'moderator'];
const PAUSES = [0, 5, 10, 30, 60, 300, 900, 3_600];

const attempt = new Attempt();

/** What the open room is called, and how it goes there. @param {import('../../state/chat.js').Chat} chat */
export const roomSettingsDialog = (chat) => dialog({
  open: chat.layout.dialog === 'room-settings',
  may: chat.room !== undefined && (maySettle(chat.room) || maySettleReads(chat.room)),
  title: t.roomSettings,
  name: 'room-settings',
  close: () => close(chat),
  content: () => (chat.room.archived ? closed(chat) : maySettle(chat.room) ? form(chat) : ofConversation(chat)),
});

const form = (chat) => html`
  <form class="form" @submit=${(event) => save(event, chat)} @input=${() => attempt.forget(chat)}>
    <label class="field"><span>${t.roomName}</span>
      <input name="name" data-testid="settings-name" required maxlength="48" autocomplete="off" value=${chat.room.name} aria-invalid=${attempt.problem ? 'true' : 'false'}
        aria-describedby="room-settings-problem"></label>
    <label class="field"><span>${t.roomTopic}</span><input name="topic" data-testid="settings-topic" maxlength="200" autocomplete="off" placeholder=${t.topicHint} value=${chat.room.topic}></label>
    ${choice('posting', t.whoPosts, LEAST.map((role) => [role, t.posters[role]]), chat.room.posting ?? 'member')}
    ${isPrivate(chat.room) ? choice('inviting', t.whoInvites, LEAST.map((role) => [role, t.inviters[role]]), chat.room.inviting ?? 'member') : nothing}
    ${isPrivate(chat.room) ? html`
      ${choice('history', t.whatNewcomersSee, ['all', 'joined'].map((seen) => [seen, t.histories[seen]]), chat.room.history ?? 'all')}
      <p class="hint">${t.historyHint}</p>` : nothing}
    ${choice('slow', t.slowMode, pauses(chat.room).map((seconds) => [seconds, seconds ? t.pause(seconds) : t.noPause]), chat.room.slow ?? 0)}
    <p class="hint">${t.slowExempt}</p>
    ${maySettleReads(chat.room) ? reads(chat.room) : nothing}
    ${attempt.words('room-settings-problem')}
    <div class="form-actions">
      ${mayArchive(chat.room) ? html`<button type="button" class="button form-aside" data-testid="archive" @click=${() => askToArchive(chat)}>${icon('archive')}${t.archive}</button>` : nothing}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
        <button class="button button-primary" data-testid="save-settings" ?disabled=${attempt.busy}>${t.save}</button>
      </div>
    </div>
  </form>`;

/** Nobody is above others there, and it has no name. */
const ofConversation = (chat) => html`
  <form class="form" @submit=${(event) => save(event, chat)} @input=${() => attempt.forget(chat)}>
    ${reads(chat.room)}
    ${attempt.words('room-settings-problem')}
    <div class="form-actions">
      <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
      <button class="button button-primary" data-testid="save-settings" ?disabled=${attempt.busy}>${t.save}</button>
    </div>
  </form>`;

/** What it means for all is said before it is so. */
const reads = (room) => html`
  ${choice('reads', t.showsReads, [['', t.readsHidden], ['shown', t.readsShown]], room.reads ? 'shown' : '')}
  <p class="hint">${t.showsReadsHint}</p>`;

const closed = (chat) => html`
  <div class="form">
    <p>${t.archivedHint}</p>
    ${attempt.words()}
    ${mayArchive(chat.room) ? html`
      <div class="form-actions">
        <button type="button" class="button button-primary" data-testid="unarchive" ?disabled=${attempt.busy} @click=${() => settle(chat, { archived: false })}>${icon('archive-restore')}${t.unarchive}</button>
      </div>` : nothing}
  </div>`;

const choice = (name, label, options, chosen) => html`
  <label class="field"><span>${label}</span>
    <select name=${name} data-testid="settings-${name}">${options.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}</select></label>`;

/** Another client may have settled another one. */
const pauses = ({ slow = 0 }) => (PAUSES.includes(slow) ? PAUSES : [...PAUSES, slow].sort((one, other) => one - other));

function save(event, chat) {
  event.preventDefault();
  const form = new FormData(event.target);
  const [inviting, history, reads] = [form.get('inviting'), form.get('history'), form.get('reads')];
  const name = form.has('name') && { name: String(form.get('name')).trim(), topic: String(form.get('topic')).trim(), posting: String(form.get('posting')), slow: Number(form.get('slow')) };
  settle(chat, { ...name, ...(inviting && { inviting: String(inviting) }), ...(history && { history: String(history) }), ...(reads !== null && { reads: reads === 'shown' }) });
}

/** Nobody can write there then: that is asked first. */
function askToArchive(chat) {
  const { name } = chat.room;
  const words = () => t.archiveQuestion(name);
  chat.layout.show({ question: { title: () => words().title, text: () => words().text, label: () => words().label, act: () => settle(chat, { archived: true }) } });
}

/** @param {import('../../state/chat.js').Chat} chat @param {import('../../state/settling.js').Wishes} wishes */
async function settle(chat, wishes) {
  if (await attempt.make(chat, () => chat.settling.settle(chat.room, wishes))) close(chat);
}

function close(chat) {
  attempt.forget(chat);
  if (chat.layout.dialog === 'room-settings') chat.layout.show({ dialog: '' });
}

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { t } from '../../i18n/index.js';
import { toggle } from '../header/choices.js';
import { Attempt } from '../attempt.js';
import { dialog } from '../modal.js';
import { endOf } from '../status.js';
import { PictureField } from './picture.js';

const MINUTE = 60_000;
const attempt = new Attempt();

/** What stands in the form while it is open. @type {{ name: string, emoji: string, text: string, end: string, showsZone: boolean, picture: PictureField } | null} */
let form = null;

/** When a status ends that is said now, by what is chosen; null: it does not. @type {Record<string, (now: Date) => Date | null>} */
const ENDS = {
  never: () => null,
  halfHour: (now) => new Date(now.getTime() + 30 * MINUTE),
  hour: (now) => new Date(now.getTime() + 60 * MINUTE),
  fourHours: (now) => new Date(now.getTime() + 240 * MINUTE),
  today: (now) => dayAfter(now, 1),
  // Weeks begin on Monday (ISO 8601).
  week: (now) => dayAfter(now, 7 - ((now.getDay() + 6) % 7)),
};

/** It ends as it did. */
const KEPT = 'kept';

/** @param {import('../../state/chat.js').Chat} chat */
export function showProfile(chat) {
  const me = chat.session.user;
  const status = chat.cards.statusOf(me.id);
  form = { name: me.name, emoji: status?.emoji ?? '', text: status?.text ?? '', end: status?.ends ? KEPT : 'never', showsZone: Boolean(chat.cards.of(me.id)?.zone),
    picture: new PictureField(() => chat.changed()) };
  chat.layout.show({ dialog: 'profile' });
}

/** How one shows oneself. @param {import('../../state/chat.js').Chat} chat */
export const profileDialog = (chat) => dialog({
  open: chat.layout.dialog === 'profile' && form !== null,
  title: t.profile,
  name: 'profile',
  close: () => close(chat),
  content: () => html`
    <form class="form" data-testid="profile-form" @submit=${(event) => submit(event, chat)}>
      ${form.picture.template(chat.session.user, Boolean(chat.cards.of(chat.session.user.id)?.picture), (problem) => attempt.tell(chat, problem))}
      <label class="field"><span>${t.yourName}</span>
        <input data-testid="profile-name" maxlength="32" required autocomplete="nickname" .value=${live(form.name)} @input=${({ target }) => (form.name = target.value)}></label>
      <fieldset class="status-form">
        <legend>${t.status}</legend>
        <div class="status-row">
          <input class="status-emoji" data-testid="status-emoji" aria-label=${t.statusEmoji} placeholder="🙂" maxlength="32" autocomplete="off" .value=${live(form.emoji)} @input=${({ target }) => (form.emoji = target.value)}>
          <input data-testid="status-text" aria-label=${t.statusText} placeholder=${t.statusText} maxlength="80" autocomplete="off" .value=${live(form.text)} @input=${({ target }) => (form.text = target.value)}>
        </div>
        <div class="status-ideas">${t.statusIdeas.map(([emoji, text, end]) => html`
          <button type="button" class="status-idea" data-testid="status-idea" @click=${() => fill(chat, { emoji, text, end })}>${emoji} ${text}</button>`)}
          <button type="button" class="status-idea" data-testid="status-none" @click=${() => fill(chat, { emoji: '', text: '', end: 'never' })}>${t.noStatus}</button></div>
        <label class="field"><span>${t.statusEnds}</span>
          <select data-testid="status-end" .value=${live(form.end)} @change=${({ target }) => (form.end = target.value)}>
            ${kept(chat)}${Object.keys(ENDS).map((end) => html`<option value=${end} ?selected=${form.end === end}>${t.statusEndings[end]}</option>`)}
          </select></label>
      </fieldset>
      ${toggle({ name: 'shows-zone', label: t.showsZone, hint: t.showsZoneHint(zoneHere()), on: form.showsZone, choose: (on) => fill(chat, { showsZone: on }) })}
      ${attempt.words()}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
        <button class="button button-primary" data-testid="save-profile" ?disabled=${attempt.busy}>${t.save}</button>
      </div>
    </form>`,
});

/** Of a status that ends at a time of its own. */
function kept(chat) {
  const status = chat.cards.statusOf(chat.session.user.id);
  return status?.ends ? html`<option value=${KEPT} ?selected=${form.end === KEPT}>${endOf(status)}</option>` : nothing;
}

function fill(chat, what) {
  Object.assign(form, what);
  chat.changed();
}

async function submit(event, chat) {
  event.preventDefault();
  const { name, showsZone } = form;
  const change = { ...(name !== chat.session.user.name && { name }), status: statusOf(chat), zone: showsZone ? zoneHere() : null };
  if (await attempt.make(chat, () => save(chat, change))) close(chat);
}

async function save(chat, change) {
  const { picture } = form;
  const blob = await picture.blob();
  if (blob) await chat.cards.show(blob);
  if (picture.isRemoved) await chat.cards.hide();
  await chat.cards.change(change);
}

function statusOf(chat) {
  const [emoji, text] = [form.emoji.trim(), form.text.trim()];
  if (!emoji && !text) return null;
  const ends = form.end === KEPT ? chat.cards.statusOf(chat.session.user.id)?.ends : ENDS[form.end](new Date())?.toISOString();
  return { ...(emoji && { emoji }), ...(text && { text }), ...(ends && { ends }) };
}

const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const dayAfter = (now, days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);

function close(chat) {
  attempt.forget(chat);
  form = null;
  if (chat.layout.dialog === 'profile') chat.layout.show({ dialog: '' });
}

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { t } from '../../i18n/index.js';
import { ENDS, KEPT, changeOf, isOver, ownCard } from '../../state/own-card.js';
import { toggle } from '../header/choices.js';
import { Attempt } from '../attempt.js';
import { dialog } from '../modal.js';
import { endOf } from '../status.js';
import { PictureField } from './picture.js';

const attempt = new Attempt();

/** What stands in the form while it is open, and what stood there first. @type {import('../../state/own-card.js').OwnCard & { picture: PictureField, before: import('../../state/own-card.js').OwnCard } | null} */
let form = null;

/** @param {import('../../state/chat.js').Chat} chat */
export function showProfile(chat) {
  const me = chat.session.user;
  const before = ownCard(me.name, chat.cards.statusOf(me.id), Boolean(chat.cards.of(me.id)?.zone));
  form = { ...before, before, picture: new PictureField(() => chat.changed()) };
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
            ${form.kept ? html`<option value=${KEPT} ?selected=${form.end === KEPT}>${endOf({ ends: form.kept })}</option>` : nothing}${Object.keys(ENDS).map((end) => html`<option value=${end} ?selected=${form.end === end}>${t.statusEndings[end]}</option>`)}
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

function fill(chat, what) {
  Object.assign(form, what);
  chat.changed();
}

async function submit(event, chat) {
  event.preventDefault();
  const now = new Date();
  if (isOver(form.before, form, now)) return attempt.tell(chat, { code: 'status_over' });
  const change = changeOf(form.before, form, now, zoneHere());
  if (await attempt.make(chat, () => save(chat, change))) close(chat);
}

async function save(chat, change) {
  const { picture } = form;
  const blob = await picture.blob();
  if (blob) await chat.cards.show(blob);
  if (picture.isRemoved) await chat.cards.hide();
  if (Object.keys(change).length) await chat.cards.change(change);
}

const zoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function close(chat) {
  attempt.forget(chat);
  form = null;
  if (chat.layout.dialog === 'profile') chat.layout.show({ dialog: '' });
}

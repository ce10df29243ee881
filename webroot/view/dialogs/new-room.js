import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { freshClientId } from '../../state/client-id.js';
import { Attempt } from '../attempt.js';
import { icon } from '../icon.js';
import { dialog } from '../modal.js';
import { go } from '../route.js';

const attempt = new Attempt();
/** Of what is asked for: the same words again make no second room. */
let id = '';

/** @param {import('../../state/chat.js').Chat} chat */
export const newRoomDialog = (chat) => dialog({
  open: chat.layout.dialog === 'new-room',
  title: t.newRoom,
  name: 'new-room',
  close: () => close(chat),
  content: () => html`
    <form class="form" @submit=${(event) => submit(event, chat)} @input=${() => change(chat)}>
      <label class="field"><span>${t.roomName}</span>
        <input name="name" data-testid="room-name" required maxlength="48" autocomplete="off" autofocus
          aria-invalid=${attempt.problem ? 'true' : 'false'} aria-describedby="new-room-problem"></label>
      <label class="field"><span>${t.roomTopic}</span>
        <input name="topic" maxlength="200" autocomplete="off" placeholder=${t.topicHint}></label>
      <fieldset class="kinds"><legend>${t.roomKind}</legend>${kind('public', 'hash', true)}${kind('private', 'lock')}</fieldset>
      ${attempt.words('new-room-problem')}
      <div class="form-actions">
        <button type="button" class="button" @click=${() => close(chat)}>${t.cancel}</button>
        <button class="button button-primary" data-testid="create-room" ?disabled=${attempt.busy}>${t.createRoom}</button>
      </div>
    </form>`,
});

const kind = (value, picture, isFirst = false) => html`
  <label class="kind"><input type="radio" name="kind" value=${value} data-testid="kind-${value}" ?checked=${isFirst}>
    ${icon(picture)}<span><strong>${t.kinds[value]}</strong> <small>${t.kindHints[value]}</small></span></label>`;

async function submit(event, chat) {
  event.preventDefault();
  const form = new FormData(event.target);
  id ||= freshClientId();
  await attempt.make(chat, async () => {
    const [name, topic] = [String(form.get('name')).trim(), String(form.get('topic')).trim()];
    const room = await chat.rooms.create(name, topic, id, form.get('kind') === 'private' ? 'private' : 'public');
    close(chat);
    go(room.id);
  });
}

function close(chat) {
  attempt.forget(chat);
  id = '';
  if (chat.layout.dialog === 'new-room') chat.layout.show({ dialog: '' });
}

/** Other words are another room. */
function change(chat) {
  id = '';
  attempt.forget(chat);
}

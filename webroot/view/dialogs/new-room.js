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
  content: () => roomForm(chat, t.cancel, () => close(chat), () => close(chat)),
});

/**
 * Asks for a room, and leads into it.
 * @param {import('../../state/chat.js').Chat} chat @param {string} otherwise what one may do instead @param {() => void} instead does that
 * @param {(room: import('../../state/rooms.js').Room) => void} made what is told when it is there
 */
export const roomForm = (chat, otherwise, instead, made) => html`
    <form class="form" @submit=${(event) => submit(event, chat, made)} @input=${() => forgetRoom(chat)}>
      <label class="field"><span>${t.roomName}</span>
        <input name="name" data-testid="room-name" required maxlength="48" autocomplete="off" autofocus
          aria-invalid=${attempt.problem ? 'true' : 'false'} aria-describedby="new-room-problem"></label>
      <label class="field"><span>${t.roomTopic}</span>
        <input name="topic" maxlength="200" autocomplete="off" placeholder=${t.topicHint}></label>
      <fieldset class="kinds"><legend>${t.roomKind}</legend>${kind('public', 'hash', true)}${kind('private', 'lock')}</fieldset>
      ${attempt.words('new-room-problem')}
      <div class="form-actions">
        <button type="button" class="button" data-testid="no-room" @click=${instead}>${otherwise}</button>
        <button class="button button-primary" data-testid="create-room" ?disabled=${attempt.busy}>${t.createRoom}</button>
      </div>
    </form>`;

const kind = (value, picture, isFirst = false) => html`
  <label class="kind"><input type="radio" name="kind" value=${value} data-testid="kind-${value}" ?checked=${isFirst}>
    ${icon(picture)}<span><strong>${t.kinds[value]}</strong> <small>${t.kindHints[value]}</small></span></label>`;

async function submit(event, chat, made) {
  event.preventDefault();
  const form = new FormData(event.target);
  id ||= freshClientId();
  await attempt.make(chat, async () => {
    const [name, topic] = [String(form.get('name')).trim(), String(form.get('topic')).trim()];
    const room = await chat.rooms.create(name, topic, id, form.get('kind') === 'private' ? 'private' : 'public');
    made(room);
    go(room.id);
  });
}

/** Other words are another room. @param {import('../../state/chat.js').Chat} chat */
export function forgetRoom(chat) {
  attempt.forget(chat);
  id = '';
}

function close(chat) {
  forgetRoom(chat);
  if (chat.layout.dialog === 'new-room') chat.layout.show({ dialog: '' });
}

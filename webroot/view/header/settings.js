import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { mayAdminister } from '../../state/chat-rights.js';
import { avatar } from '../avatar.js';
import { showAdministration } from '../dialogs/administration.js';
import { showProfile } from '../dialogs/profile.js';
import { icon } from '../icon.js';
import { statusSign } from '../status.js';
import { languageChoice, themeChoice, toggle, undoChoice } from './choices.js';

const supported = 'Notification' in globalThis && isSecureContext;

/** As it was when the settings were opened: the browser asks another process each time. */
let permission = 'default';

/** @param {import('../../state/chat.js').Chat} chat */
export const settingsMenu = (chat) => html`
  <div id="settings-menu" class="popover" popover role="dialog" aria-label=${t.settings} @beforetoggle=${({ newState }) => newState === 'open' && look(chat)}>
    <p class="settings-me">${avatar(chat.session.user)}<span class="settings-who"><strong>${chat.session.user.name} ${statusSign(chat, chat.session.user.id)}</strong>
      ${chat.account.handle === null ? '' : html`<small>${chat.account.handle ? `@${chat.account.handle}` : t.guest}</small>`}</span></p>
    ${languageChoice(chat)}
    ${themeChoice(chat)}
    ${undoChoice(chat)}
    ${supported ? notifications(chat) : ''}
    <div class="menu">
      ${item('profile', 'user-pen', t.profile, () => showProfile(chat))}
      ${ofAccount(chat)}
      ${mayAdminister(chat.account.role) ? item('administration', 'shield', t.administration, () => showAdministration(chat)) : ''}
      <button type="button" class="menu-item" popovertarget="settings-menu" popovertargetaction="hide"
        @click=${() => chat.layout.show({ dialog: 'keys' })}>${icon('keyboard')}${t.keys}</button>
      <button type="button" class="menu-item" data-testid="sign-out" popovertarget="settings-menu" popovertargetaction="hide"
        @click=${() => chat.leaving.ask()}>${icon('log-out')}${t.signOut}</button>
    </div>
  </div>`;

/** A guest may become more, where that is possible. */
function ofAccount({ account, invited, layout }) {
  if (account.handle) return item('account', 'user-round', t.account, () => showAccount(account, layout));
  return account.mayKeep(invited) ? item('keep', 'user-round-check', t.keep, () => layout.show({ dialog: 'keep' })) : '';
}

const item = (name, picture, words, act) => html`
  <button type="button" class="menu-item" data-testid=${name} popovertarget="settings-menu" popovertargetaction="hide" @click=${act}>${icon(picture)}${words}</button>`;

function showAccount(account, layout) {
  account.list();
  layout.show({ dialog: 'account' });
}

const notifications = (chat) => toggle({
  name: 'notifications',
  label: t.notifications,
  hint: permission === 'denied' ? t.notificationsDenied : t.notificationsHint,
  on: chat.settings.notifications && permission === 'granted',
  disabled: permission === 'denied',
  choose: (wanted) => wish(chat, wanted),
});

function look(chat) {
  if (supported) permission = Notification.permission;
  chat.account.look();
  chat.changed();
}

async function wish(chat, wanted) {
  if (wanted) permission = await Notification.requestPermission();
  chat.settings.choose({ notifications: wanted && permission === 'granted' });
}

import { html } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { t } from '../../i18n/index.js';
import { avatar } from '../avatar.js';
import { icon } from '../icon.js';
import { languageChoice, themeChoice } from './choices.js';

const supported = 'Notification' in globalThis && isSecureContext;

/** @param {import('../../state/chat.js').Chat} chat */
export const settingsMenu = (chat) => html`
  <div id="settings-menu" class="popover" popover>
    <p class="settings-me">${avatar(chat.session.user)}<strong>${chat.session.user.name}</strong></p>
    ${languageChoice(chat)}
    ${themeChoice(chat)}
    ${supported ? notifications(chat) : ''}
    <div class="menu">
      <button type="button" class="menu-item" popovertarget="settings-menu" popovertargetaction="hide"
        @click=${() => chat.layout.show({ dialog: 'keys' })}>${icon('keyboard')}${t.keys}</button>
      <button type="button" class="menu-item" data-testid="sign-out" popovertarget="settings-menu" popovertargetaction="hide"
        @click=${() => chat.signOut()}>${icon('log-out')}${t.signOut}</button>
    </div>
  </div>`;

const notifications = (chat) => html`
  <label class="switch">
    <span><strong>${t.notifications}</strong>
      <small>${Notification.permission === 'denied' ? t.notificationsDenied : t.notificationsHint}</small></span>
    <input type="checkbox" role="switch" ?disabled=${Notification.permission === 'denied'}
      .checked=${live(chat.settings.notifications && Notification.permission === 'granted')}
      @change=${(event) => wish(chat, event.target.checked)}>
  </label>`;

async function wish(chat, wanted) {
  const granted = wanted && (await Notification.requestPermission()) === 'granted';
  chat.settings.choose({ notifications: granted });
}

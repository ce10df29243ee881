import { html } from 'lit-html';
import { avatar } from '../../view/avatar.js';
import { icon } from '../../view/icon.js';
import { languageChoice, themeChoice } from '../../view/header/choices.js';
import { words } from '../i18n/index.js';

/** @param {{ session: any, settings: any }} scene */
export const labHeader = (scene) => html`
  <header class="tool-header">
    <a class="icon-button" href="/" data-testid="to-chat" aria-label=${words().toChat} title=${words().toChat}>${icon('arrow-left')}</a>
    <h1>${words().title}</h1>
    <button class="me" type="button" data-testid="settings" popovertarget="lab-settings" aria-label=${words().appearance}
      title=${words().appearance}>${avatar(scene.session.user)}</button>
    <div id="lab-settings" class="popover" popover role="dialog" aria-label=${words().appearance}>${languageChoice(scene)}${themeChoice(scene)}</div>
  </header>`;

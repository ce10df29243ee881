import { html } from 'lit-html';
import { icon } from '../../view/icon.js';
import { languageChoice, themeChoice } from '../../view/header/choices.js';
import { words } from '../i18n/index.js';

/** @param {{ overview: import('../state/overview.js').Overview, settings: any }} scene */
export const clusterHeader = (scene) => html`
  <header class="tool-header">
    <a class="icon-button" href="/" data-testid="to-chat" aria-label=${words().toChat} title=${words().toChat}>${icon('arrow-left')}</a>
    <h1>${words().title}</h1>
    <button class="icon-button" type="button" data-testid="settings" popovertarget="cluster-settings" aria-label=${words().settings}
      title=${words().settings}>${icon('sliders-horizontal')}</button>
    <button class="icon-button" type="button" data-testid="sign-out" aria-label=${words().signOut} title=${words().signOut}
      @click=${() => scene.overview.signOut()}>${icon('log-out')}</button>
    <div id="cluster-settings" class="popover" popover role="dialog" aria-label=${words().settings}>${languageChoice(scene)}${themeChoice(scene)}</div>
  </header>`;

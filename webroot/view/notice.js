import { html, nothing } from 'lit-html';
import { explain, t } from '../i18n/index.js';
import { icon } from './icon.js';

/** @param {import('../state/chat.js').Chat} chat */
export function noticeBar({ notices }) {
  const { current } = notices;
  return html`
    <div class="notices" role="status">${current ? html`
      <div class="notice"><span>${current.problem ? explain(current.problem) : current.text()}</span>
        ${current.action ? html`<button type="button" class="link-button" @click=${() => act(notices)}>${current.action.label()}</button>` : nothing}
        <button type="button" class="icon-button" aria-label=${t.close} @click=${() => notices.dismiss()}>${icon('x')}</button>
      </div>` : nothing}
    </div>`;
}

function act(notices) {
  const { act: verb } = notices.current.action;
  notices.dismiss();
  verb();
}

import { html, nothing } from 'lit-html';
import { explain, t } from '../i18n/index.js';
import { put } from './clipboard.js';
import { icon } from './icon.js';

/** @param {import('../state/chat.js').Chat} chat */
export function noticeBar({ notices }) {
  const { current } = notices;
  return html`
    <div class="notices" role="status">${current ? html`
      <div class="notice" @pointerenter=${() => current.hold?.(true)} @pointerleave=${() => current.hold?.(false)} @focusin=${() => current.hold?.(true)} @focusout=${() => current.hold?.(false)}><span>${words(current)}</span>
        ${current.unsent ? html`<button type="button" class="link-button" data-testid="copy-unsent" @click=${(event) => copy(event, notices)}>${t.copyText}</button>` : nothing}
        ${current.action ? html`<button type="button" class="link-button" @click=${() => act(notices)}>${current.action.label()}</button>` : nothing}
        <button type="button" class="icon-button" aria-label=${t.close} @click=${() => notices.dismiss()}>${icon('x')}</button>
      </div>` : nothing}
    </div>`;
}

/** Why not, in the dialog in which it was asked for: what stands beside it is behind it. @param {import('../state/chat.js').Chat} chat */
export const refusalHere = ({ notices: { current } }) => html`<p class="form-problem dialog-refusal" role="alert">${current?.problem ? explain(current.problem) : nothing}</p>`;

/** @param {import('../state/notices.js').Notice} notice */
function words({ problem, unsent, text }) {
  if (problem) return explain(problem);
  return unsent ? t.unsentInLostRoom(unsent.length) : text();
}

/** What is on the clipboard needs no telling of any more. */
async function copy({ target }, notices) {
  const { current } = notices;
  const isCopied = await put(current.unsent.join('\n\n'), target.parentElement);
  if (!isCopied) return;
  notices.withdraw(current);
  notices.tell({ text: () => t.copied });
}

function act(notices) {
  const { act: verb } = notices.current.action;
  notices.dismiss();
  verb();
}

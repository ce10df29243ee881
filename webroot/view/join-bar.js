import { html } from 'lit-html';
import { explain, t } from '../i18n/index.js';

/** Above the composer of a room that one is not in; why one could not join stays there. @param {import('../state/chat.js').Chat} chat */
export function joinBar(chat) {
  const { id } = chat.room;
  const problem = chat.placing.problem(id);
  return html`
    <div class="join-bar"><span class=${problem ? 'form-problem' : ''} data-testid="join-hint">${problem ? explain(problem) : t.joinHint}</span>
      <button type="button" class="button" data-testid="join" aria-disabled=${chat.placing.isBusy(id, 'in') ? 'true' : 'false'} @click=${() => chat.join(id)}>${t.join}</button></div>`;
}

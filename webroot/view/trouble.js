import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { icon } from './icon.js';

/** A bar while there is no connection: what happens next, and that nothing is lost. @param {import('../state/chat.js').Chat} chat */
export function troubleBar({ link, outbox }) {
  if (link.mood !== 'reconnecting' && link.mood !== 'offline') return nothing;
  const seconds = link.secondsLeft(Date.now());
  const headline = link.mood === 'offline' ? t.offline : seconds > 1 ? t.reconnectingIn(seconds) : t.reconnecting;
  const hint = outbox.lasting ? t.keptForLater : t.keptInThisTab;
  return html`
    <div class="trouble">${icon(link.mood === 'offline' ? 'wifi-off' : 'refresh-cw')}
      <p><strong>${headline}</strong> <span>${link.mood === 'offline' ? t.noNetwork : nothing} ${hint}</span></p>
      <button type="button" class="button" data-testid="reconnect-now" @click=${() => link.tryNow()}>${t.now}</button>
    </div>`;
}

/** The open room is not heard, while the connection is good. @param {import('../state/chat.js').Chat} chat */
export const notLiveLine = ({ live, link, room }) => (live.isDeaf(room.id) && link.mood === 'connected'
  ? html`<p class="not-live" role="status" data-testid="deaf">${icon('wifi-off')}${t.notLive}</p>` : nothing);

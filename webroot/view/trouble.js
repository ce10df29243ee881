import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { icon } from './icon.js';

/**
 * A bar while there is no connection: what happens next, and that nothing is lost. Its paragraph is always there, because screen readers hear only
 * of changes in what they know; the seconds that count down are for the eye.
 * @param {import('../state/chat.js').Chat} chat
 */
export function troubleBar({ link, outbox }) {
  const isShown = link.mood === 'reconnecting' || link.mood === 'offline';
  return html`
    <div class=${isShown ? 'trouble' : nothing}>
      ${isShown ? icon(link.mood === 'offline' ? 'wifi-off' : 'refresh-cw') : nothing}
      <p role="status" data-testid="link-status">${isShown ? news(link, outbox) : html`<span class="hidden-text">${regained(link)}</span>`}</p>
      ${isShown ? html`<button type="button" class="button" data-testid="reconnect-now" @click=${() => link.tryNow()}>${t.now}</button>` : nothing}
    </div>`;
}

function news(link, outbox) {
  const seconds = link.secondsLeft(Date.now());
  const hint = outbox.lasting ? t.keptForLater : t.keptInThisTab;
  const isCounting = link.mood === 'reconnecting' && seconds > 1;
  return html`
    <strong aria-hidden=${isCounting ? 'true' : nothing}>${isCounting ? t.reconnectingIn(seconds) : t[link.mood]}</strong>
    ${isCounting ? html`<span class="hidden-text">${t.reconnecting}</span>` : nothing}
    <span>${link.mood === 'offline' ? t.noNetwork : nothing} ${hint}</span>`;
}

/** Who heard that the connection was lost hears that it is back. */
const regained = ({ mood, troubled }) => (troubled && mood === 'connected' ? t.connectedAgain : nothing);

/** The open room is not heard, while the connection is good. @param {import('../state/chat.js').Chat} chat */
export const notLiveLine = ({ live, link, room }) => html`
  <div role="status">${live.isDeaf(room.id) && link.mood === 'connected'
    ? html`<p class="not-live" data-testid="deaf">${icon('wifi-off')}${t.notLive}</p>` : nothing}</div>`;

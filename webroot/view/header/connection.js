import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { clockSeconds } from '../../i18n/times.js';
import { icon } from '../icon.js';

let copied = false;

/** How one is connected, in plain words, and a panel that says more. @param {import('../../state/chat.js').Chat} chat */
export const connectionChip = (chat) => html`
  <button class="chip is-${chat.link.mood}" type="button" data-testid="connection" data-state=${chat.link.mood}
    popovertarget="connection-panel" aria-label="${t.connection}: ${words(chat)}">
    <span class="chip-dot" aria-hidden="true"></span><span class="chip-words">${words(chat)}</span>
  </button>
  <div id="connection-panel" class="popover" popover @toggle=${(event) => event.newState === 'open' && chat.link.measure()}>
    ${panel(chat)}
  </div>`;

/** @param {import('../../state/chat.js').Chat} chat @returns {string} */
export function words({ link, session }) {
  const seconds = link.secondsLeft(Date.now());
  if (link.mood === 'connected') return [t.ways[link.way], session.node].filter(Boolean).join(' · ');
  if (link.mood === 'reconnecting' && seconds > 1) return t.reconnectingIn(seconds);
  return t[link.mood];
}

const panel = (chat) => html`
  <h2>${t.connection}</h2>
  <dl class="facts">
    ${facts(chat).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>
  <h3>${t.changes}</h3>
  <ol class="changes">
    ${chat.link.changes.map((change) => html`
      <li><time>${clockSeconds(new Date(change.at))}</time><span>${says(change)}</span></li>`)}
  </ol>
  <div class="form-actions">
    ${chat.link.mood === 'connected' ? nothing : html`<button class="button" type="button" @click=${() => chat.link.tryNow()}>${t.now}</button>`}
    <button class="button" type="button" @click=${() => copy(chat)}>${icon(copied ? 'check' : 'copy')}${copied ? t.copied : t.copy}</button>
  </div>`;

const facts = ({ link, session }) => [
  [t.way, t.ways[link.way] ?? link.way],
  ...(link.mood === 'connected' ? [[t.why, t.whyWays[link.way]]] : []),
  [t.node, session.node || '–'],
  [t.latency, link.latency === null ? '–' : t.millis(link.latency)],
];

const says = ({ state, code, times }) => {
  const what = state === 'connected' ? t.connected : t.closeCodes[code] ?? t.disconnected;
  return times > 1 ? `${what} ×${times}` : what;
};

async function copy(chat) {
  const lines = facts(chat).map(([name, value]) => `${name}: ${value}`);
  const changes = chat.link.changes.map((change) => `${new Date(change.at).toISOString()} ${change.state} ${change.code ?? ''} ×${change.times}`);
  copied = await put([words(chat), ...lines, ...changes, navigator.userAgent].join('\n'));
  chat.changed();
  setTimeout(() => {
    copied = false;
    chat.changed();
  }, 2_000);
}

/** The clipboard's modern interface exists only in secure contexts; on a LAN an old command does it. */
async function put(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const area = Object.assign(document.createElement('textarea'), { value: text, className: 'hidden-text' });
  document.getElementById('connection-panel').append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

import { html, nothing } from 'lit-html';
import { t } from '../../i18n/index.js';
import { clockSeconds } from '../../i18n/times.js';
import { put } from '../clipboard.js';
import { icon } from '../icon.js';
import { trouble } from './condition.js';
import { wayChoice, wayName } from './way.js';

let copied = false;

/** A dot, with words only while something is wrong, and a panel that says more. @param {import('../../state/chat.js').Chat} chat */
export function connectionChip(chat) {
  const wrong = trouble(chat);
  const words = `${t.connection}: ${wrong || t.connected}`;
  return html`
    <button class="chip is-${chat.link.mood === 'offline' ? 'bad' : wrong ? 'warn' : 'good'}" type="button" data-testid="connection"
      data-state=${chat.link.mood} popovertarget="connection-panel" aria-label=${words} title=${words}>
      <span class="chip-dot" aria-hidden="true"></span>${wrong ? html`<span class="chip-words">${wrong}</span>` : nothing}
    </button>
    <div id="connection-panel" class="popover" popover role="dialog" aria-label=${t.connection}
      @toggle=${(event) => event.newState === 'open' && chat.link.measure()}>
      ${panel(chat, wrong)}
    </div>`;
}

const panel = (chat, wrong) => html`
  <h2>${t.connection}</h2>
  <dl class="facts">
    <div><dt>${t.state}</dt><dd>${wrong || t.connected}</dd></div>
    <div><dt>${t.way}</dt><dd data-testid="way" data-way=${chat.link.way}>${wayName(chat.link.way)}</dd></div>
    <div><dt>${t.why}</dt><dd data-testid="way-reason" data-reason=${chat.link.why.map(({ reason }) => reason).join(' ')}>${reasons(chat.link)}</dd></div>
    <div><dt>${t.node}</dt><dd data-testid="node">${chat.session.node || '–'}</dd></div>
    <div><dt>${t.latency}</dt><dd class="numeral">${latency(chat.link)}</dd></div>
  </dl>
  ${wayChoice(chat.link)}
  <h3>${t.changes}</h3>
  <ol class="changes" data-testid="way-changes">
    ${chat.link.changes.map((change) => html`
      <li data-from=${change.from} data-to=${change.to} data-reason=${change.reason}>
        <time>${clockSeconds(new Date(change.at))}</time><span>${says(change)}</span></li>`)}
  </ol>
  <div class="form-actions">
    <a class="button" href="/lab" data-testid="to-lab">${icon('flask-conical')}${t.lab}</a>
    ${chat.link.mood === 'connected' ? nothing : html`<button class="button" type="button" @click=${() => chat.link.tryNow()}>${t.now}</button>`}
    <button class="button" type="button" data-testid="copy-changes" @click=${() => copy(chat)}>${icon(copied ? 'check' : 'copy')}${copied ? t.copied : t.copy}</button>
  </div>`;

const latency = (link) => (link.latency === null ? '–' : t.millis(link.latency));

/** Why it is this way, in a sentence for each better one. */
function reasons({ way, why }) {
  if (!way) return '–';
  return why.map((better) => t.wayReasons[better.reason](wayName(better.way))).join(' ') || t.bestWay;
}

function says({ from, to, reason, code, duration }) {
  const ways = from && from !== to ? `${wayName(from)} → ${wayName(to)}` : wayName(to);
  const ended = reason === 'again' && code ? t.closeCodes[code] ?? t.disconnected : '';
  return [ways, ended, t.changeReasons[reason], t.seconds((duration / 1000).toFixed(1))].filter(Boolean).join(' · ');
}

/** For those who help: no name, no address, no message. */
async function copy(chat) {
  const { link, session } = chat;
  const facts = [`way: ${link.way} (${link.choice})`, `why: ${link.why.map(({ way, reason }) => `${way} ${reason}`).join(', ') || 'best'}`,
    `node: ${session.node}`, `latency: ${link.latency ?? '-'} ms`, `state: ${link.state}`];
  const changes = link.changes.map(({ at, from, to, reason, code, duration }) =>
    [new Date(at).toISOString(), from || '-', '→', to, reason, code ?? '', `${duration} ms`].join(' '));
  copied = await put([...facts, ...changes, navigator.userAgent].join('\n'), document.getElementById('connection-panel'));
  chat.changed();
  setTimeout(() => {
    copied = false;
    chat.changed();
  }, 2_000);
}

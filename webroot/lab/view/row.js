import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { words } from '../i18n/index.js';
import { bytes, count, duration } from '../i18n/numbers.js';
import { chart } from './chart.js';

/** Those of which a browser hides a part. */
const ESTIMATED = new Set(['server-sent-events', 'websocket', 'sockjs']);

/** @param {import('../experiment/row.js').Row} row @param {any} scene */
export const doorRow = (row, scene) => html`
  <li class="lab-row" data-testid="row" data-door=${row.name} data-state=${row.state}>
    <div class="lab-about">
      <h2>${words().doors[row.name].name} <small class="lab-state is-${row.state}">${words().states[row.state]}</small></h2>
      ${row.name === 'sockjs' ? transportChoice(scene) : nothing}
      <p>${words().doors[row.name].is}</p>
      <p>${words().doors[row.name].but}</p>
      ${row.tally.refused ? html`<p class="lab-refusals">${words().refusedHere(count(row.tally.refused))}</p>` : nothing}
    </div>
    ${chart(row.latencies)}
    ${numbers(row)}
  </li>`;

function numbers({ name, latencies, tally, messageBytes, silence, idleMinute }) {
  const about = ESTIMATED.has(name) && tally.bytes > 0;
  return html`
    <dl class="lab-numbers">
      ${number('median', words().median, duration(latencies.percentile(0.5)))}
      ${number('p95', words().p95, duration(latencies.percentile(0.95)))}
      ${number('messages', words().messages, count(tally.delivered))}
      ${number('requests', words().requests, count(tally.requests))}
      ${number('up', words().up, bytes(tally.up), about)}
      ${number('down', words().down, bytes(tally.down), about)}
      ${number('message', words().message, messageBytes === null ? '–' : bytes(messageBytes), about && messageBytes !== null)}
      ${idle(silence, idleMinute)}
    </dl>`;
}

const number = (name, label, value, about = false) => html`
  <div><dt>${label}</dt><dd class="numeral" data-testid=${name} title=${about ? words().estimate : nothing}>
    ${about ? html`<span aria-hidden="true">≈ </span><span class="hidden-text">${words().estimate}: </span>` : nothing}${value}</dd></div>`;

/** Too little silence is shown as what it is. */
const idle = (silence, minute) => html`
  <div class="lab-idle"><dt>${words().idle}</dt>
    <dd class="numeral" data-testid="idle" data-known=${minute ? 'yes' : 'no'}>
      ${minute ? html`≈ ${spent(minute)}` : silence.seconds ? spent(silence) : '–'}
      <small>${hint(silence, minute)}</small></dd></div>`;

const spent = ({ bytes: weight, requests }) => `${bytes(weight)} · ${words().idleRequests(Math.round(requests * 10) / 10, count(requests, 1))}`;

function hint({ seconds }, minute) {
  if (minute) return words().idleFrom(count(seconds));
  return seconds ? words().idleSoFar(count(seconds)) : words().idleYet;
}

const transportChoice = ({ choice, transports, chooseSockJs }) => html`
  <label class="lab-transport"><span>${words().transport}</span>
    <select data-testid="sockjs-transport" @change=${(event) => chooseSockJs(event.target.value)}>
      ${transports.map((transport) => html`<option value=${transport} .selected=${live(transport === choice.sockjs)}>${transport}</option>`)}
    </select></label>`;

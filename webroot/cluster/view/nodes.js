import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { bytes, count, duration } from '../../lab/i18n/numbers.js';
import { icon } from '../../view/icon.js';
import { age, clockDifference, rate } from '../i18n/facts.js';
import { words } from '../i18n/index.js';

/** @param {import('../state/overview.js').Overview} overview */
export const nodeList = (overview) => html`
  <section aria-labelledby="cluster-nodes">
    <h2 id="cluster-nodes" class="cluster-sum">${words().nodes(overview.rows.length)}
      <span>${words().people(sum(overview.rows, (row) => row.clients))}</span>
      <span>${words().posts} ${rate(sum(overview.rows, (row) => row.rates?.posts))}</span>
      <span>${words().events} ${rate(sum(overview.rows, (row) => row.rates?.events))}</span></h2>
    <ul class="cluster-nodes">${repeat(overview.rows, ({ node }) => node, (row) => card(row, overview))}</ul>
  </section>`;

const sum = (rows, value) => rows.filter(({ silence }) => !silence).reduce((all, row) => all + (value(row) ?? 0), 0);

const card = (row, overview) => html`
  <li class="cluster-node ${row.silence ? 'is-silent' : ''}" data-testid="node" data-node=${row.node} data-status=${row.silence || row.facts.status}>
    <div class="cluster-node-head">
      <div class="cluster-name">
        <h3>${row.name || words().nameless}</h3>
        ${row.isHere ? html`<span class="cluster-here">${words().here}</span>` : nothing}
      </div>
      ${!row.facts || row.facts.status === 'draining' ? nothing : html`<button type="button" class="button" data-testid="drain" aria-label=${words().drainNode(row.name || words().nameless)}
        @click=${() => overview.consider(row.node)}>${icon('power')}${words().drain}</button>`}
    </div>
    ${status(row, overview)}
    ${row.facts ? facts(row) : nothing}
  </li>`;

const status = (row, { at }) => (row.silence
  ? html`<p class="cluster-state is-bad">${words().silence[row.silence] ?? row.silence}
      ${at - row.silentSince >= 1000 ? html`<span>${words().silentFor(age((at - row.silentSince) / 1000))}</span>` : nothing}</p>`
  : html`<p class="cluster-state is-${mood(row.facts.status)}">${words().status[row.facts.status] ?? row.facts.status}</p>`);

const mood = (status) => ({ ready: 'good', draining: 'warn', joining: 'warn' })[status] ?? 'bad';

const facts = ({ facts: said, rates, clients, lag, ahead, isHere }) => html`
  <dl class="cluster-facts">
    ${fact(words().connections, html`<strong>${count(clients)}</strong> <small>${doors(said.clients)}</small>`, 'connections')}
    ${fact(words().rooms, count(said.rooms), 'rooms')}
    ${fact(words().posts, rate(rates?.posts), 'posts')}
    ${fact(words().events, rate(rates?.events), 'events')}
    ${fact(words().bytes, byteRates(rates), 'bytes')}
    ${fact(words().refusals, rate(rates?.refusals), 'refusals')}
    ${fact(words().loops, duration(rates?.late ?? null), 'late')}
    ${fact(words().bus, isHere ? '–' : duration(lag), 'lag')}
    ${fact(words().clock, isHere ? '–' : clockDifference(ahead), 'clock')}
    ${fact(words().uptime, age(said.uptimeSeconds), 'uptime')}
    ${fact(words().version, said.version, 'version')}
  </dl>`;

const fact = (name, value, testid) => html`<div data-testid=${testid}><dt>${name}</dt><dd>${value}</dd></div>`;

const byteRates = (rates) => (typeof rates?.receivedBytes === 'number' ? words().perSecond(`${bytes(rates.receivedBytes)}, ${bytes(rates.sentBytes)}`) : '–');

/** Who is there by which door; who has no door has no word. */
function doors(clients) {
  const used = Object.entries(clients).filter(([, n]) => n > 0).sort(([, a], [, b]) => b - a);
  return used.length ? used.map(([door, n]) => html`<span class="cluster-door">${door} ${count(n)}</span>`) : words().noConnections;
}

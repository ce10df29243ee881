import { html, nothing } from 'lit-html';
import { exact } from '../../i18n/times.js';
import { duration } from '../../lab/i18n/numbers.js';
import { after, explain } from '../i18n/facts.js';
import { words } from '../i18n/index.js';

const STAGES = /** @type {const} */ (['posted', 'committed', 'published', 'received']);

/** @param {import('../state/search.js').Search} search @param {import('../state/overview.js').Overview} overview knows the names of nodes that do not answer */
export const messageSearch = (search, overview) => html`
  <section class="cluster-search" aria-labelledby="cluster-where">
    <h2 id="cluster-where">${words().where}</h2>
    <form class="cluster-find" role="search" @submit=${(event) => submit(event, search)}>
      <label class="field"><span>${words().whereLabel}</span>
        <input name="message" data-testid="message" required maxlength="500" autocomplete="off" spellcheck="false" autocapitalize="off"
          aria-invalid=${search.problem ? 'true' : 'false'} aria-describedby="cluster-hint cluster-problem"></label>
      <button class="button button-primary" data-testid="find" ?disabled=${search.busy}>${words().find}</button>
      <p id="cluster-hint" class="hint">${words().whereHint}</p>
    </form>
    <p id="cluster-problem" class="form-problem" role="alert">${search.problem ? explain(search.problem) : nothing}</p>
    <p class="hidden-text" role="status">${search.found ? words().message(search.found.room, search.found.seq) : nothing}</p>
    ${search.found ? result(search, overview) : nothing}
  </section>`;

function submit(event, search) {
  event.preventDefault();
  search.find(event.target.elements.message.value);
}

const result = (search, overview) => html`
  <article class="cluster-message" data-testid="found" data-room=${search.found.room} data-seq=${search.found.seq}>
    <h3>${words().message(search.found.room, search.found.seq)}</h3>
    <p>${(search.found.isPostedKnown ? words().postedAt : words().loggedAt)(exact(search.found.at))}<span class="cluster-handed">${(search.found.isPartial ? words().handedToAtLeast : words().handedToAll)(search.found.clients)}</span></p>
    ${table(search.found, (node) => overview.rows.find((row) => row.node === node)?.name || words().nameless)}
    <p class="hint">${search.found.isPostedKnown ? nothing : html`${words().oldMessage} `}${words().clocks(duration(search.found.doubt))}</p>
    ${others(search)}
  </article>`;

const table = ({ rows }, named) => html`
  <table class="cluster-stages">
    <thead><tr><th scope="col">${words().node}</th>${Object.entries(words().stage).map(([, name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => tableRow(row, row.name || named(row.node)))}</tbody>
  </table>`;

const tableRow = (row, name) => html`
  <tr data-testid="stages" data-name=${name} data-fate=${row.fate}>
    <th scope="row">${name}</th>
    ${row.fate === 'silent' ? html`<td colspan="5" class="cluster-fate">${words().silence[row.silence] ?? words().fate.silent}</td>` : cells(row)}
  </tr>`;

const cells = (row) => html`
  ${STAGES.map((stage) => cell(stage, stage === 'received' ? received(row) : after(row.times[stage])))}
  ${cell('handed', handed(row))}`;

const cell = (stage, content) => html`<td data-stage=${words().stage[stage]} data-testid=${stage} class=${content === '' ? 'is-empty' : ''}>${content}</td>`;

const received = ({ times, source, fate }) => (fate === 'received'
  ? html`${after(times.received)} <small>${words().source[source] ?? source}</small>` : html`<span class="cluster-fate">${words().fate[fate]}</span>`);

function handed({ clients, times, fate, isPartial }) {
  if (!clients) return fate === 'received' ? nobody(isPartial) : '';
  const [first, last] = [after(times.first), after(times.last)];
  return html`<strong>${(isPartial ? words().clientsAtLeast : words().clients)(clients)}</strong> <small>${first === last ? first : words().until(first, last)}</small>`;
}

const nobody = (isPartial) => (isPartial ? words().handedForgotten : words().noClients);

const others = (search) => (search.found.others.length ? html`
  <p class="cluster-others">${words().others} ${search.found.others.map(({ room, seq }) => html`
    <button type="button" class="link-button" @click=${() => search.find(`${room} ${seq}`)}>${room} ${seq}</button>`)}</p>` : nothing);

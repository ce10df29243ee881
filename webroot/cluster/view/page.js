import { html, nothing, render } from 'lit-html';
import { t } from '../../i18n/index.js';
import { clockSeconds } from '../../i18n/times.js';
import { words } from '../i18n/index.js';
import { drainDialog } from './drain.js';
import { clusterHeader } from './header.js';
import { messageSearch } from './message.js';
import { nodeList } from './nodes.js';
import { absentPage, signInPage } from './sign-in.js';

/** The page of the cluster, rendered when something was said or done. */
export class ClusterPage {
  #scene;
  #root;
  #scheduled = false;

  /** @param {{ overview: import('../state/overview.js').Overview, search: import('../state/search.js').Search, settings: object }} scene @param {HTMLElement} root */
  constructor(scene, root) {
    this.#scene = scene;
    this.#root = root;
  }

  refresh() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      document.title = `doChat · ${words().title}`;
      render(template(this.#scene), this.#root);
    });
  }
}

function template(scene) {
  const { phase } = scene.overview;
  if (phase === 'unknown') return waiting(scene.overview);
  if (phase === 'absent') return absentPage(scene);
  return phase === 'out' ? signInPage(scene) : cluster(scene);
}

const waiting = ({ problem }) => html`
  <div class="page-loading"><span class="spinner" role="status" aria-label=${t.loading}></span>
    ${problem ? html`<p role="alert">${t.noServer}</p>` : nothing}</div>`;

const cluster = (scene) => html`
  ${clusterHeader(scene)}
  <main class="cluster">
    ${freshness(scene.overview)}
    ${nodeList(scene.overview)}
    ${messageSearch(scene.search, scene.overview)}
  </main>
  ${drainDialog(scene.overview)}`;

/** Numbers that are old must not look new. */
const freshness = ({ at, problem }) => html`
  <p class="cluster-fresh ${problem ? 'is-stale' : ''}" role=${problem ? 'alert' : nothing} data-testid="fresh">
    ${(problem ? words().stale : words().updated)(clockSeconds(new Date(at)))}</p>`;

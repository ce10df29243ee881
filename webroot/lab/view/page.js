import { html, nothing, render } from 'lit-html';
import { t } from '../../i18n/index.js';
import { signInPage } from '../../view/sign-in.js';
import { words } from '../i18n/index.js';
import { controls } from './controls.js';
import { labHeader } from './header.js';
import { method } from './method.js';
import { doorRow } from './row.js';
import { verdicts } from './verdicts.js';

const EVERY = 1_000;
const EVERY_CALM = 5_000;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/**
 * The page of the lab, rendered when something was done and, while the experiment runs, once a second: numbers that change faster
 * cannot be read.
 */
export class LabPage {
  #scene;
  #root;
  #scheduled = false;
  #timer = 0;

  /**
   * @param {{ lab: import('../experiment/lab.js').Lab, session: object, invited: object, account: object, settings: object, choice: { sockjs: string },
   *   chooseSockJs: (transport: string) => void, transports: string[] }} scene
   * @param {HTMLElement} root
   */
  constructor(scene, root) {
    this.#scene = scene;
    this.#root = root;
  }

  refresh() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => this.#render());
  }

  #render() {
    this.#scheduled = false;
    document.title = `doChat · ${words().title}`;
    render(this.#template(), this.#root);
    clearTimeout(this.#timer);
    if (this.#scene.lab.state === 'on') this.#timer = setTimeout(() => this.refresh(), calm.matches ? EVERY_CALM : EVERY);
  }

  #template() {
    const { session } = this.#scene;
    if (session.phase === 'unknown') return waiting(session);
    return session.phase === 'out' ? signInPage(this.#scene) : lab(this.#scene);
  }
}

const waiting = ({ problem }) => html`
  <div class="page-loading"><span class="spinner" role="status" aria-label=${t.loading}></span>
    ${problem ? html`<p role="alert">${t.noServer}</p>` : nothing}</div>`;

const lab = (scene) => html`
  ${labHeader(scene)}
  <main class="lab">
    <p class="lab-intro">${words().intro}</p>
    ${controls(scene.lab)}
    ${verdicts(scene.lab.rows)}
    <ul class="lab-rows">${scene.lab.rows.map((row) => doorRow(row, scene))}</ul>
    ${method()}
  </main>`;

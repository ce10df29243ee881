import { html, nothing } from 'lit-html';
import { choice } from '../../view/header/choices.js';
import { icon } from '../../view/icon.js';
import { RATES } from '../experiment/lab.js';
import { words } from '../i18n/index.js';
import { count } from '../i18n/numbers.js';

/** @param {import('../experiment/lab.js').Lab} lab */
export const controls = (lab) => html`
  <section class="lab-controls">
    <div class="lab-buttons">
      <button class="button button-primary" type="button" data-testid="run" @click=${() => toggle(lab)}>
        ${icon(lab.state === 'off' ? 'play' : 'pause')}${runs(lab)}</button>
      <button class="button" type="button" data-testid="reset" @click=${() => lab.reset()}>${icon('rotate-ccw')}${words().reset}</button>
    </div>
    ${choice({
      name: 'rate',
      label: `${words().rate} · ${words().perSecond(count(RATES[lab.rate], 1))}`,
      options: Object.entries(words().rates),
      chosen: lab.rate,
      choose: (rate) => lab.speakAt(rate),
    })}
    <div class="lab-phase" data-testid="phase" data-phase=${lab.phase?.name ?? lab.state}>
      <p><strong role="status">${standing(lab)}</strong>
        ${lab.phase ? html`<span class="numeral">${words().left(Math.ceil(lab.phase.left / 1000))}</span>` : nothing}</p>
      ${lab.said ? html`<p class="lab-said">${words().said}: <q>${lab.said}</q></p>` : nothing}
    </div>
    ${lab.refused ? html`<p class="lab-refused" data-testid="refused">${icon('circle-alert')}<span>${words().refused(count(lab.refused))}</span></p>` : nothing}
  </section>`;

const toggle = (lab) => (lab.state === 'off' ? lab.start() : lab.stop());

function runs({ state, rows }) {
  if (state !== 'off') return words().pause;
  return rows.some(({ tally }) => tally.requests) ? words().resume : words().start;
}

function standing({ state, reason, phase }) {
  if (reason) return words().reasons[reason] ?? words().stopped(reason);
  return words().phases[phase?.name ?? state];
}

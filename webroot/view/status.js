import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { isolated } from '../i18n/isolation.js';
import { clock, day, sameDay } from '../i18n/times.js';

/** For a status that has none of its own. */
const SPEECH = '💬';

/** @param {import('../state/cards.js').Status} status @returns {string} in words, with its end */
export function statusWords(status) {
  const end = endOf(status);
  return [isolated(status.text ?? status.emoji ?? ''), end].filter(Boolean).join(' · ');
}

/** @param {import('../state/cards.js').Status} status @returns {string} until when it is, empty for one without an end */
export function endOf({ ends }) {
  if (!ends) return '';
  const at = new Date(ends);
  return t.until(sameDay(at, new Date()) ? clock(at) : `${day(at)} ${clock(at)}`);
}

/** Beside a name, where somebody has a status: its emoji, and what it says for who asks. @param {import('../state/chat.js').Chat} chat @param {string} id */
export function statusSign({ cards }, id) {
  const status = cards.statusOf(id);
  if (!status) return nothing;
  const words = statusWords(status);
  return html`<span class="status-sign" data-testid="status" role="img" aria-label=${words} title=${words}>${status.emoji ?? SPEECH}</span>`;
}

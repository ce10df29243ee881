import { html } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { t } from '../../i18n/index.js';
import { nameOf } from '../../i18n/names.js';
import { avatar } from '../avatar.js';
import { looked } from './looked.js';

/** Who has read a message. */
export const readers = looked('readers', () => t.readers, (all) => (all.length ? html`
  <ul class="readers" data-testid="readers">${repeat(all, ({ id }) => id, (user) => html`<li>${avatar(user)}<span>${nameOf(user)}</span></li>`)}</ul>`
  : html`<p role="status" class="quiet">${t.noReaders}</p>`));

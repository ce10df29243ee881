import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { icon } from '../icon.js';
import { keepFocus, type } from './field.js';

/** What a text is marked with, by its name in the words and among the icons. */
const MARKS = { bold: '**', italic: '*', code: '`' };

/** @param {() => HTMLTextAreaElement} field */
export const formatButtons = (field) => html`
  <div class="composer-format" role="group" aria-label=${t.format}>
    ${Object.entries(MARKS).map(([name, mark]) => html`
      <button type="button" class="icon-button" data-testid="format-${name}" aria-label=${t.formats[name]} title="${t.formats[name]}  ${mark}…${mark}"
        @pointerdown=${keepFocus} @click=${() => surround(field(), mark)}>${icon(name)}</button>`)}
  </div>`;

function surround(field, mark) {
  field.focus();
  const { selectionStart: start, selectionEnd, value } = field;
  const chosen = value.slice(start, selectionEnd).trimEnd();
  field.setSelectionRange(start, start + chosen.length);
  type(field, mark + chosen + mark);
  field.setSelectionRange(start + mark.length, start + mark.length + chosen.length);
}

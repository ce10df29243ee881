import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { t } from '../../i18n/index.js';
import { exact } from '../../i18n/times.js';
import { formatted } from '../text/text.js';
import { looked } from './looked.js';

/** What a message has said before, the newest first. */
export const edits = looked('edits', () => t.editsTitle, (all, chat) => html`
  <ol class="edits" data-testid="edits">${repeat([...all].reverse(), ({ seq }) => seq, ({ at, before }) => html`
    <li><p class="edits-time">${t.saidUntil(exact(new Date(at)))}</p><div class="message-text">${formatted(before, [], '')}</div></li>`)}</ol>
  ${chat.edits.hasMore ? html`<div class="form-actions"><button type="button" class="button" data-testid="earlier-edits" @click=${() => chat.edits.earlier()}>${t.earlierEdits}</button></div>` : nothing}`);

import { html, nothing } from 'lit-html';
import { Directive, directive } from 'lit-html/directive.js';
import { t } from '../i18n/index.js';
import { icon } from './icon.js';
import { keepFocus } from './refuge.js';

class Modal extends Directive {
  /** @param {any} part @param {any[]} values */
  update(part, [open, may, close]) {
    const { element } = part;
    // A first rendering happens outside of the document, where nothing can be shown.
    queueMicrotask(() => {
      if (open && !may) return shut(element, close);
      if (open && !element.open) {
        element.returnValue = '';
        element.showModal();
      }
      if (!open && element.open) element.close();
    });
  }

  /** @param {boolean} _open @param {boolean} _may @param {() => void} _close */
  render(_open, _may, _close) {}
}

const modal = directive(Modal);

/** Where the pointer went down: what is selected in a dialog and let go outside of it is no wish to close it. */
let pressed = null;

/** Marks a dialog that we closed: what the browser tells of that later is no news. */
const OURS = 'ours';

/** Closes at once: the next key is not for the dialog any more, even when no frame comes between the two. */
function shut(element, close) {
  close();
  element.close(OURS);
  keepFocus();
}

/** Escape, or the way back of a phone. */
function cancelled(event, close) {
  if (event.target !== event.currentTarget) return;
  event.preventDefault();
  shut(event.currentTarget, close);
}

/** The browser closed it by itself, and did not ask before. */
function closed(element, open, close) {
  if (open && !element.open && element.returnValue !== OURS) close();
}

/**
 * A native dialog: it keeps the focus inside, and gives it back when it closes. The browser tells of the closing later, when somebody may
 * have asked for it again. Where it may not be open any more, it closes for good: hidden, it would come back by itself, and take the focus.
 * @param {{ open: boolean, may?: boolean, title: string, name: string, close: () => void, content: () => unknown }} dialog
 */
export const dialog = ({ open, may = true, title, name, close, content }) => html`
  <dialog class="dialog dialog-${name}" aria-label=${title} ${modal(open, may, close)}
    @cancel=${(event) => cancelled(event, close)} @close=${({ target }) => closed(target, open, close)}
    @pointerdown=${({ target }) => (pressed = target)}
    @click=${({ target, currentTarget }) => target === currentTarget && pressed === currentTarget && shut(currentTarget, close)}>
    ${open && may ? html`
      <div class="dialog-body">
        <header class="dialog-head">
          <h2>${title}</h2>
          <button type="button" class="icon-button" aria-label=${t.close} @click=${({ target }) => shut(target.closest('dialog'), close)}>${icon('x')}</button>
        </header>
        ${content()}
      </div>` : nothing}
  </dialog>`;

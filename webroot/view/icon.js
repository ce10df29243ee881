import { html } from 'lit-html';

/**
 * A picture beside words, or inside of something that is labelled: it says nothing by itself.
 * @param {string} name one of css/icons.css
 */
export const icon = (name) => html`<span class="icon icon-${name}" aria-hidden="true"></span>`;

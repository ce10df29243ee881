import { html, nothing } from 'lit-html';
import { t } from '../i18n/index.js';
import { Attempt } from './attempt.js';

/** To go there. */
export const leaving = new Attempt();

/**
 * Leads to where one says who one is, if there is such a place.
 * @param {{ account: import('../state/account.js').Account, invited: import('../state/invited.js').Invited }} chat
 * @param {{ isLink?: boolean, isFirst?: boolean, isSubmit?: boolean }} [how] to be linked with who one is there, and not to sign in; whether it is the only way;
 * whether the form around it does that
 */
export const providerButton = (chat, { isLink = false, isFirst = false, isSubmit = false } = {}) => (chat.account.provider ? html`
  <button type=${isSubmit ? 'submit' : 'button'} class="button button-wide ${isFirst ? 'button-primary' : ''}" data-testid="provider" ?disabled=${leaving.busy}
    @click=${isSubmit ? nothing : () => leave(chat, isLink)}>${t.continueWith(chat.account.provider)}</button>
  ${leaving.words()}` : nothing);

/**
 * Where the page is it will be again.
 * @param {{ account: import('../state/account.js').Account, invited: import('../state/invited.js').Invited }} chat
 * @param {boolean} link @param {string} [password] of the account that is to be linked; '' where a passkey proves who one is
 */
export function leave(chat, link, password = '') {
  return leaving.make(chat, async () => location.assign(await chat.account.goToProvider({ to: location.hash, link }, chat.account.admission(chat.invited), password)));
}

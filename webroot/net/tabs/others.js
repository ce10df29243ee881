import { openChannel } from './channel.js';

/** The other tabs of this browser, as far as who is signed in concerns them: they share one cookie. */
export class OtherTabs {
  #channel = openChannel('dochat.session');
  #user = '';

  /** @param {() => void} changed in another tab, somebody else is signed in now, or nobody */
  constructor(changed) {
    if (!this.#channel) return;
    this.#channel.onmessage = ({ data }) => {
      if (data === this.#user) return;
      this.#user = data;
      changed();
    };
  }

  /** @param {string} user who is signed in here; '' for nobody */
  tell(user) {
    if (user === this.#user) return;
    this.#user = user;
    this.#channel?.postMessage(user);
  }
}

import { Observable } from './observable.js';

/** What is open on the page. */
export class Layout extends Observable {
  /** The open room, or '' for the list of rooms. */
  room = '';
  /** The thread that is open beside it, by the message that began it; 0 for none. */
  thread = 0;
  /** @type {'' | 'new-room' | 'switcher' | 'keys' | 'sign-out' | 'keep' | 'account'} */
  dialog = '';
  /** Whether the people lie over the timeline, where there is no column for them. */
  people = false;
  filter = '';

  /** @param {Partial<{ room: string, thread: number, dialog: '' | 'new-room' | 'switcher' | 'keys' | 'sign-out' | 'keep' | 'account', people: boolean, filter: string }>} change */
  show(change) {
    Object.assign(this, change);
    this.changed();
  }
}

import { Observable } from './observable.js';

/**
 * `title`, `text` and `label` are asked for at each rendering, so that they follow the language.
 * @typedef {'' | 'new-room' | 'new-conversation' | 'directory' | 'members' | 'edits' | 'readers' | 'reactors' | 'message' | 'room-settings' | 'pins' | 'switcher' | 'keys' | 'sign-out' | 'keep' | 'account' | 'administration' | 'links' | 'invited'} Dialog
 * @typedef {{ title: () => string, text: () => string, label: () => string, act: () => void }} Question
 */

/** What is open on the page. */
export class Layout extends Observable {
  /** The open room, or '' for the list of rooms. */
  room = '';
  /** The thread that is open beside it, by the message that began it; 0 for none. */
  thread = 0;
  /** @type {Dialog} */
  dialog = '';
  /** The number of the message whose reactions the dialog tells; 0 for none. */
  message = 0;
  /** What is asked before it is done. @type {Question | null} */
  question = null;
  /** Whether the people lie over the timeline, where there is no column for them. */
  people = false;
  filter = '';

  /** @param {Partial<{ room: string, thread: number, dialog: Dialog, message: number, question: Question | null, people: boolean, filter: string }>} change */
  show(change) {
    Object.assign(this, change);
    this.changed();
  }
}

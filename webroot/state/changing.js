import { freshClientId } from './client-id.js';
import { changed } from './messages.js';
import { Observable } from './observable.js';

/** So long a deletion can be taken back. */
const UNDO_FOR = 5_000;
const AGAIN_AFTER = 2_000;
const TRIES = 10;
/** Worth another try. By its client id a change that had come to pass is answered as done. */
const PASSING = new Set(['rate_limited', 'busy', 'unconfirmed', 'internal', 'timeout', 'lost', 'offline', 'too_many_connections']);
const ADDRESSES = { edit: 'chat.edit', delete: 'chat.delete', react: 'chat.react', unreact: 'chat.react' };

/**
 * `seq`: its number in the log, once it has one.
 * @typedef {{ room: string, id: string, type: 'edit' | 'delete' | 'react' | 'unreact', ref: number, text: string, at: string, seq?: number }} Change
 */

/** What one does to messages, shown at once, until the log has it or it was refused. */
export class Changing extends Observable {
  /** The message that is being edited; 0 for none. */
  editing = 0;
  /** Rises with every change, so that a view can tell cheaply. */
  version = 0;
  #line;
  #notices;
  #me;
  #words;
  /** @type {Change[]} */
  #own = [];
  /** A deletion that can still be taken back. @type {{ change: Change, timer: number } | null} */
  #undoable = null;

  /**
   * @param {import('./chat.js').Line} line
   * @param {import('./notices.js').Notices} notices
   * @param {() => { id: string, name: string }} me
   * @param {{ deleted: () => string, undo: () => string }} words of the page
   */
  constructor(line, notices, me, words) {
    super();
    this.#line = line;
    this.#notices = notices;
    this.#me = me;
    this.#words = words;
  }

  /** The messages of a room as they are with what one has just done to them; the same object where that is nothing. @template {import('./messages.js').Message} M @param {string} room @param {M[]} messages */
  over(room, messages) {
    const own = this.#own.filter((change) => change.room === room);
    if (!own.length) return messages;
    return messages.map((message) => own.filter(({ ref, seq }) => ref === message.seq && !(seq <= message.asOf))
      .reduce((now, change) => changed(now, this.#event(change), this.#me().id), message));
  }

  /** @param {number} seq of the message that one begins to edit; 0: no longer */
  edit(seq) {
    this.editing = seq;
    this.touch();
  }

  /** @param {string} room @param {number} ref @param {string} text */
  save(room, ref, text) {
    this.edit(0);
    return this.#do(room, 'edit', ref, text);
  }

  /** @param {string} room @param {import('./messages.js').Message} message @param {string} emoji comes, or goes when it is there */
  toggle(room, { seq, reactions = [] }, emoji) {
    const isOn = reactions.some((each) => each.emoji === emoji && (each.mine || each.users.some(({ id }) => id === this.#me().id)));
    return this.#do(room, isOn ? 'unreact' : 'react', seq, emoji);
  }

  /** Shown as deleted at once; told after a while in which it can be taken back. @param {string} room @param {number} ref */
  delete(room, ref) {
    this.flush();
    const change = this.#begin(room, 'delete', ref, '');
    this.#undoable = { change, timer: setTimeout(() => this.flush(), UNDO_FOR) };
    this.#notices.tell({ text: this.#words.deleted, action: { label: this.#words.undo, act: () => this.#undo(change) } });
  }

  /** What could be taken back is done now. */
  flush() {
    const change = this.#takeUndoable();
    if (!change) return;
    if (this.#notices.current?.text === this.#words.deleted) this.#notices.dismiss();
    this.#tell(change);
  }

  /** What could still be taken back, for a page that goes: nothing else of it is untold. @returns {[address: string, body: object][]} */
  lastWords() {
    const change = this.#takeUndoable();
    return change ? [[ADDRESSES[change.type], body(change)]] : [];
  }

  /** Another person signs in, or the store is another one. */
  forget() {
    clearTimeout(this.#undoable?.timer);
    Object.assign(this, { editing: 0 });
    this.#undoable = null;
    this.#own = [];
  }

  /** What has come to pass is in the messages themselves. @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    const ids = new Set(events.filter(({ user }) => user.id === this.#me()?.id).map(({ id }) => id));
    if (this.#own.some(({ id }) => ids.has(id))) this.#drop((change) => change.room === room && ids.has(change.id));
  }

  touch() {
    this.version++;
    this.changed();
  }

  #do(room, type, ref, text) {
    return this.#tell(this.#begin(room, type, ref, text));
  }

  #begin(room, type, ref, text) {
    const change = { room, id: freshClientId(), type, ref, text, at: new Date().toISOString() };
    this.#own = [...this.#own, change];
    this.touch();
    return change;
  }

  async #tell(change) {
    for (let tries = 1; this.#own.includes(change); tries++) {
      try {
        const { seq } = await this.#line.ask(ADDRESSES[change.type], body(change));
        if (seq) change.seq = seq;
        else this.#drop((each) => each === change);
        return;
      } catch (problem) {
        if (PASSING.has(problem.code) && tries < TRIES) await new Promise((resolve) => setTimeout(resolve, problem.retryAfter * 1_000 || AGAIN_AFTER));
        else this.#refused(change, problem);
      }
    }
  }

  #refused(change, problem) {
    if (!this.#own.includes(change)) return;
    this.#drop((each) => each === change);
    this.#notices.tell({ problem: problem.code === 'message_not_found' ? { code: 'message_gone' } : problem });
  }

  #undo(change) {
    if (this.#undoable?.change === change) this.#takeUndoable();
    this.#drop((each) => each === change);
  }

  #takeUndoable() {
    const { change, timer } = this.#undoable ?? {};
    clearTimeout(timer);
    this.#undoable = null;
    return change;
  }

  #drop(isDropped) {
    this.#own = this.#own.filter((change) => !isDropped(change));
    this.touch();
  }

  #event({ id, type, ref, text, at }) {
    return { seq: Infinity, type, id, user: this.#me(), ref, text, at };
  }
}

function body({ room, id, type, ref: seq, text }) {
  if (type === 'edit') return { room, seq, id, text };
  return type === 'delete' ? { room, seq, id } : { room, seq, id, emoji: text, on: type === 'react' };
}

import { freshClientId } from './client-id.js';
import { asked } from './mentions.js';
import { wished } from './messages.js';
import { Observable } from './observable.js';
import { NO_LINE, PASSING } from './passing.js';

const AGAIN_AFTER = 2_000;
/** Signing out waits so long at most for what could be taken back until then. */
const LAST_CHANGE = 3_000;
/** Nothing is wrong with what is asked: by its client id a change that had come to pass is answered as done. */
const UNANSWERED = new Set([...NO_LINE, 'unauthenticated']);
const ADDRESSES = { edit: 'chat.edit', delete: 'chat.delete', react: 'chat.react', unreact: 'chat.react', pin: 'chat.pin', unpin: 'chat.pin' };

/**
 * `told`: the log has it, or it was so already. What was refused is kept at its message until somebody has seen it.
 * @typedef {Change & { problem: { code: string } }} Refused
 * @typedef {{ room: string, id: string, type: 'edit' | 'delete' | 'react' | 'unreact' | 'pin' | 'unpin', ref: number, text: string, at: string, told?: boolean, seq?: number,
 *   mentions?: import('./mentions.js').Mention[] }} Change
 */

/** What one does to messages: shown at once, and told to the server one after another, until the log has it or it was refused. */
export class Changing extends Observable {
  /** The message that is being edited, and what was written in its place, once something was; another object each time that one begins. @type {{ room: string, seq: number, pane: string, text?: string } | null} */
  editing = null;
  /** Rises with every change, so that a view can tell cheaply. */
  version = 0;
  #line;
  #notices;
  #me;
  #words;
  /** @type {Change[]} */
  #own = [];
  /** The one that is being told. @type {Change | null} */
  #telling = null;
  #again = 0;
  /** A deletion that can still be taken back. @type {{ change: Change, notice: import('./notices.js').Notice, timer: number } | null} */
  #undoable = null;
  /** @type {Refused[]} */
  #refused = [];
  #undoFor;

  /**
   * @param {import('./chat.js').Line} line
   * @param {import('./notices.js').Notices} notices
   * @param {() => { id: string, name: string }} me
   * @param {{ deleted: () => string, undo: () => string }} words of the page @param {() => number} undoFor so many milliseconds a deletion can be taken back
   */
  constructor(line, notices, me, words, undoFor) {
    super();
    this.#line = line;
    this.#notices = notices;
    this.#me = me;
    this.#words = words;
    this.#undoFor = undoFor;
  }

  /** The messages of a room as they are with what one has just done to them, and what was refused; the same object where that is nothing. @template {import('./messages.js').Message} M @param {string} room @param {M[]} messages */
  over(room, messages) {
    const [own, refused] = [this.#own, this.#refused].map((each) => each.filter((change) => change.room === room));
    if (!own.length && !refused.length) return messages;
    return messages.map((message) => marked(own.filter(({ ref, seq }) => (ref === message.seq || ref === message.reply?.seq) && !(seq <= message.asOf))
      .reduce((now, change) => wished(now, { ...change, user: this.#me() }, this.#me().id), message), own, refused));
  }

  /** Whether this deletion can be taken back still. @param {Change} change */
  isHeld = (change) => change === this.#undoable?.change;

  /** Does once more what was refused. @param {Refused} refused */
  again({ room, type, ref, text, mentions }) {
    this.#do(room, type, ref, text, mentions);
  }

  /** Somebody has seen that it was refused. @param {Refused} refused */
  seen(refused) {
    this.#refused = this.#refused.filter((each) => each !== refused);
    this.touch();
  }

  /** Whether it is being edited in this list: one that shows it, too, has it as it is. @param {string} room @param {number} seq @param {string} pane */
  isEdited(room, seq, pane) {
    return this.#isEditing(room, seq) && this.editing?.pane === pane;
  }

  /** Who has begun in another list goes on with what is written there. @param {string} room @param {number} seq of the message that one begins to edit @param {string} [pane] the list in which one does */
  edit(room, seq, pane = 'room') {
    this.editing = { ...(this.#isEditing(room, seq) && this.editing), room, seq, pane };
    this.touch();
  }

  /** @param {string} text what stands in the place of what is being edited */
  write(text) {
    if (this.editing) this.editing.text = text;
    this.touch();
  }

  /** What is being edited was deleted by somebody: what was written is a refused edit, which nothing can save any more. */
  miss() {
    const { room, seq, text } = /** @type {NonNullable<Changing['editing']>} */ (this.editing);
    this.end();
    if (text) this.#refuse(this.#change(room, 'edit', seq, text), { code: 'message_not_found' });
  }

  /** One edits no longer. */
  end() {
    this.editing = null;
    this.touch();
  }

  /** @param {string} room @param {number} ref @param {string} text @param {import('./mentions.js').Mention[]} [mentions] */
  save(room, ref, text, mentions = []) {
    this.editing = null;
    // Only the last wish counts of what was not told yet.
    this.#own = this.#own.filter((change) => !(change.type === 'edit' && this.#isAbout(change, room, ref) && this.#isUntold(change)));
    this.#do(room, 'edit', ref, text, mentions);
  }

  /** @param {string} room @param {import('./messages.js').Message} message @param {string} chosen comes, or goes when it is there, however it is written there */
  toggle(room, message, chosen) {
    const [{ reactions = [] }] = this.over(room, [message]);
    const emoji = reactions.find((each) => bare(each.emoji) === bare(chosen))?.emoji ?? chosen;
    const isOn = reactions.some((each) => each.emoji === emoji && (each.mine || each.users.some(({ id }) => id === this.#me().id)));
    const taken = this.#own.findLast((change) => change.text === emoji && this.#isAbout(change, room, message.seq) && this.#isUntold(change));
    if (taken) this.#drop((change) => change === taken);
    else this.#do(room, isOn ? 'unreact' : 'react', message.seq, emoji);
  }

  /** @param {string} room @param {import('./messages.js').Message} message is kept at hand, or is so no longer */
  pin(room, message) {
    const [{ pinned }] = this.over(room, [message]);
    this.#do(room, pinned ? 'unpin' : 'pin', message.seq, '');
  }

  /** Shown as deleted at once; told after a while in which it can be taken back. @param {string} room @param {number} ref */
  delete(room, ref) {
    this.flush();
    const change = this.#begin(room, 'delete', ref, '');
    const notice = { text: this.#words.deleted, action: { label: this.#words.undo, act: () => this.undo() }, held: true, hold: (isHeld) => this.#hold(notice, isHeld) };
    this.#undoable = { change, notice, timer: 0 };
    this.#hold(notice, false);
    this.#notices.tell(notice);
  }

  /** As long as somebody is about to take it back, the time stands still; then it begins anew. */
  #hold(notice, isHeld) {
    if (this.#undoable?.notice !== notice) return;
    clearTimeout(this.#undoable.timer);
    if (!isHeld) this.#undoable.timer = setTimeout(() => this.flush(), this.#undoFor());
  }

  /** Takes the deletion back, if that can be done still. */
  undo() {
    const change = this.#takeUndoable();
    if (change) this.#drop((each) => each === change);
  }

  /** What could be taken back is done now. */
  flush() {
    const change = this.#takeUndoable();
    if (!change) return;
    // Who deletes a message has done with editing it.
    if (this.#isEditing(change.room, change.ref)) this.editing = null;
    this.touch();
    this.#tell();
  }

  /** The same, and waits until it is told, if that does not take too long. */
  async settle() {
    this.flush();
    const isTold = () => this.#own.every(({ told }) => told);
    if (isTold()) return;
    let end = () => {};
    await new Promise((resolve) => {
      end = this.watch(() => isTold() && resolve());
      setTimeout(resolve, LAST_CHANGE);
    });
    end();
  }

  /** The line is open (again). */
  begin() {
    this.#waitNoMore();
    this.#tell();
  }

  /** What the server does not know yet, for a page that goes; what is told twice is done once. @returns {[address: string, body: object][]} */
  lastWords() {
    this.#takeUndoable();
    return this.#own.filter((change) => !change.told).map((change) => [ADDRESSES[change.type], body(change)]);
  }

  /** What was refused, or is being edited, is let go of where no place would show it any more. @param {(room: string) => boolean} isGone @returns {string[]} what was written in edits, which is nowhere else */
  letGo(isGone) {
    const gone = this.#refused.filter(({ room }) => isGone(room));
    if (gone.length) this.#refused = this.#refused.filter((each) => !gone.includes(each));
    const edited = this.editing && isGone(this.editing.room) ? [this.editing] : [];
    if (edited.length) this.editing = null;
    return [...gone.filter(({ type }) => type === 'edit'), ...edited].flatMap(({ text }) => text || []);
  }

  /** Another person signs in, or the store is another one. */
  forget() {
    this.#takeUndoable();
    this.#waitNoMore();
    this.editing = null;
    this.#own = [];
    this.#refused = [];
    this.#telling = null;
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

  #do(room, type, ref, text, mentions = []) {
    this.#begin(room, type, ref, text, mentions);
    this.#tell();
  }

  #begin(room, type, ref, text, mentions = []) {
    const change = this.#change(room, type, ref, text, mentions);
    this.#own = [...this.#own, change];
    // What was written in a refused edit is nowhere else.
    const isDone = (each) => each.type !== 'edit' || type === 'edit' || type === 'delete';
    this.#refused = this.#refused.filter((each) => !(this.#isAbout(each, room, ref) && isDone(each)));
    this.touch();
    return change;
  }

  /** @returns {Change} */
  #change(room, type, ref, text, mentions = []) {
    return { room, id: freshClientId(), type, ref, text, at: new Date().toISOString(), ...(mentions.length && { mentions }) };
  }

  /** One at a time, or a later wish would be overtaken by the second try of an earlier one. Without a line they wait for it. */
  async #tell() {
    if (this.#telling || this.#again) return;
    const change = this.#own.find((each) => this.#isUntold(each));
    if (!change) return;
    this.#telling = change;
    try {
      const { seq } = await this.#line.ask(ADDRESSES[change.type], body(change));
      Object.assign(change, { told: true, seq });
      this.#drop((each) => each === change && !seq);
    } catch (problem) {
      if (this.#telling !== change) return;
      if (PASSING.has(problem.code)) this.#again = setTimeout(() => this.begin(), problem.retryAfter * 1_000 || AGAIN_AFTER);
      else if (!UNANSWERED.has(problem.code)) this.#refuse(change, problem);
      if (PASSING.has(problem.code) || UNANSWERED.has(problem.code)) return void (this.#telling = null);
    }
    if (this.#telling !== change) return;
    this.#telling = null;
    this.#tell();
  }

  #waitNoMore() {
    clearTimeout(this.#again);
    this.#again = 0;
  }

  #refuse(change, problem) {
    const why = problem.code === 'message_not_found' ? { code: 'message_gone' } : problem;
    this.#refused = [...this.#refused, { ...change, problem: why }];
    this.#drop((each) => each === change);
    this.#notices.tell({ problem: why });
  }

  /** @returns {Change | null} what could be taken back until now */
  #takeUndoable() {
    const { change = null, notice, timer } = this.#undoable ?? {};
    clearTimeout(timer);
    this.#undoable = null;
    this.#notices.withdraw(notice);
    return change;
  }

  #isEditing(room, seq) {
    return this.editing?.room === room && this.editing.seq === seq;
  }

  #isAbout(change, room, ref) {
    return change.room === room && change.ref === ref;
  }

  /** Neither told, nor being told, nor waiting for a second thought. */
  #isUntold(change) {
    return !change.told && change !== this.#telling && change !== this.#undoable?.change;
  }

  #drop(isDropped) {
    this.#own = this.#own.filter((change) => !isDropped(change));
    this.touch();
  }
}

/** Without the selector that asks for a picture, as the server compares. @param {string} emoji */
const bare = (emoji) => emoji.replaceAll('\uFE0F', '');

/** A message says what of it is not in the log yet, and what was refused. @param {import('./messages.js').Message} message @param {Change[]} own @param {Refused[]} refused */
function marked(message, own, refused) {
  const unsettled = own.filter(({ ref, told }) => ref === message.seq && !told);
  const about = refused.filter(({ ref }) => ref === message.seq);
  const problem = about.find(({ type }) => type === 'edit') ?? about.at(-1);
  return unsettled.length || problem ? { ...message, ...(unsettled.length && { unsettled }), ...(problem && { refused: problem }) } : message;
}

function body({ room, id, type, ref: seq, text, mentions }) {
  if (type === 'edit') return { room, seq, id, text, ...(mentions && { mentions: asked(mentions) }) };
  if (type === 'pin' || type === 'unpin') return { room, seq, id, on: type === 'pin' };
  return type === 'delete' ? { room, seq, id } : { room, seq, id, emoji: text, on: type === 'react' };
}

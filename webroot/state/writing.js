import { roomOf } from './answering.js';
import { quoted } from './messages.js';
import { mayPost } from './rights.js';
import { isVisible } from './visible.js';

/** What one writes in the open room and in the open thread, each of which is a place: the draft of it, what it answers, whom it calls, and that one is at it. */
export class Writing {
  #chat;
  #line;

  /**
   * @param {Pick<import('./chat.js').Chat, 'layout' | 'room' | 'thread' | 'drafts' | 'draftsElsewhere' | 'answering' | 'calling' | 'presence' | 'outbox' | 'rooms' | 'timelines'
   *   | 'reading' | 'notices' | 'leaving'>} chat @param {import('./chat.js').Line} line
   */
  constructor(chat, line) {
    this.#chat = chat;
    this.#line = line;
    chat.rooms.heard.watch((heard) => this.#hear(heard));
  }

  /** What is written from now on answers this message. @param {import('./messages.js').Message} message @param {string} [place] where it is written */
  answer(message, place = this.#chat.layout.room) {
    this.#chat.answering.become(place, { ...quoted(message), thread: message.thread ?? message.seq });
  }

  /** @param {string} written @param {string} [place] @returns {boolean} whether there was something to send */
  post(written, place = this.#chat.layout.room) {
    if (!isVisible(written) || !this.#chat.room) return false;
    const { room: { id: room }, calling, outbox, notices, answering, presence, rooms, reading, timelines } = this.#chat;
    const { text, mentions } = calling.finished(place, written);
    if (!outbox.add(room, text, this.#answered(place), mentions)) {
      notices.tell({ problem: { code: 'outbox_full' } });
      return false;
    }
    this.#draft(place, '');
    calling.drop(place);
    answering.become(place, null);
    presence.posted();
    rooms.joinedByPosting(room);
    // Who writes in a thread stays where they are in the room.
    if (place !== room) return true;
    reading.goOn(room);
    timelines.latest(room);
    return true;
  }

  /** @param {string} text what stands there now @param {string} [place] */
  write(text, place = this.#chat.layout.room) {
    // The room may have been taken away since the field was drawn.
    if (!this.#chat.room) return;
    this.#chat.leaving.stay();
    this.#draft(place, text);
    this.#types(this.#chat.room, text.trim() !== '');
  }

  /** Nobody types there any more. @param {string} [place] */
  rest(place = this.#chat.layout.room) {
    const { drafts, draftsElsewhere } = this.#chat;
    drafts.rest(place);
    draftsElsewhere.flush();
    draftsElsewhere.look(place);
  }

  /** What was written before, here or on other devices, stands there. @param {import('./rooms.js').Room} room that is opened now */
  enter(room) {
    const { layout, thread, draftsElsewhere } = this.#chat;
    draftsElsewhere.look(room.id);
    this.#recall(room.id);
    if (layout.thread) this.#recall(thread.place);
    this.#hearThread(room);
  }

  /** @param {import('./rooms.js').Room} room that is left now */
  depart(room) {
    this.rest(room.id);
    this.#types(room, false);
  }

  /** What one's rooms tell of what one writes there on other devices. */
  #hear(heard) {
    for (const { room } of heard) {
      const isOpen = room.id === this.#chat.layout.room;
      this.#chat.draftsElsewhere.heard(room.id, room.draft, isOpen);
      if (isOpen) this.#hearThread(room);
    }
  }

  /** What its room tells of the open thread. */
  #hearThread({ threadDrafts }) {
    const { layout, thread, draftsElsewhere } = this.#chat;
    if (layout.thread) draftsElsewhere.heard(thread.place, threadDrafts, true);
  }

  /** What is answered by what was written before, and not sent, is asked for as it is now: nobody tells what has become of it where one does not look. @param {string} place */
  async #recall(place) {
    const { answering } = this.#chat;
    const answered = answering.in(place);
    if (!answered) return;
    const { seq, thread } = answered;
    const page = await this.#line.ask('chat.messages', { room: roomOf(place), after: seq - 1, limit: 1 }).catch(() => null);
    if (!page || answering.in(place) !== answered) return;
    const message = page.messages.find((each) => each.seq === seq);
    answering.become(place, message ? { ...quoted(message), thread } : null);
  }

  #answered(place) {
    const { answering, thread } = this.#chat;
    return answering.in(place) ?? (place === thread.place ? thread.answered : null);
  }

  /** What is written in a room that one has not joined stays in this browser. */
  #draft(place, text) {
    const { drafts, calling, rooms, draftsElsewhere } = this.#chat;
    drafts.write(place, text);
    calling.keep(place, text);
    if (rooms.get(roomOf(place))?.joined) draftsElsewhere.write(place, text);
  }

  /** Who may only read has nothing to tell of, also while the field still stands there that they had. */
  #types(room, typing) {
    if (mayPost(room)) this.#chat.presence.tell(room.id, typing);
  }
}

import { Looked } from './looked.js';

/** @typedef {{ seq: number, user: import('./messages.js').User, at: string, before: string }} Edit `before`: what the message said until then */

/** What the message that one looks at has said before. @extends {Looked<Edit>} */
export class Edits extends Looked {
  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super(line, 'chat.edits', ({ edits }) => edits);
  }

  /** What is edited once more has said one thing more; what is deleted has said nothing. @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    if (room === this.room && events.some(({ type, ref }) => ref === this.seq && (type === 'edit' || type === 'delete'))) this.look(room, this.seq);
  }
}

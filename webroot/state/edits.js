import { Looked } from './looked.js';

/** @typedef {{ seq: number, user: import('./messages.js').User, at: string, before: string }} Edit `before`: what the message said until then */

const PAGE = 50;

/** What the message that one looks at has said before, a page after the other, the last one first. @extends {Looked<Edit>} */
export class Edits extends Looked {
  /** Whether there may be earlier ones. */
  hasMore = false;
  #line;

  /** @param {import('./chat.js').Line} line */
  constructor(line) {
    super(line, 'chat.edits', ({ edits }) => this.#page(edits));
    this.#line = line;
  }

  /** The page before those that there are, once. */
  async earlier() {
    const { room, seq, all } = this;
    const [first] = all;
    this.problem = null;
    this.changed();
    try {
      const { edits } = await this.#line.ask('chat.edits', { room, seq, before: first.seq });
      // An older node answers with the last ones once more.
      if (this.all === all) this.all = [...this.#page(edits.filter((edit) => edit.seq < first.seq)), ...all];
    } catch (problem) {
      if (this.all === all) this.problem = problem;
    }
    this.changed();
  }

  /** What is edited once more has said one thing more; what is deleted has said nothing. @param {string} room @param {import('./messages.js').Event[]} events */
  arrived(room, events) {
    if (room === this.room && events.some(({ type, ref }) => ref === this.seq && (type === 'edit' || type === 'delete'))) this.look(room, this.seq);
  }

  #page(edits) {
    this.hasMore = edits.length === PAGE;
    return edits;
  }
}

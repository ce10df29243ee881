import { Observable } from '../../state/observable.js';
import { place } from './place.js';
import { stages } from './stages.js';

/** Where one message has been. */
export class Search extends Observable {
  text = '';
  busy = false;
  /** @type {ReturnType<typeof stages> | null} */
  found = null;
  /** @type {{ code: string } | null} */
  problem = null;
  #nodes;
  #asked = 0;
  #isLooking = false;

  /** @param {Pick<typeof import('../net/nodes.js').nodes, 'message'>} nodes */
  constructor(nodes) {
    super();
    this.#nodes = nodes;
  }

  /** Looks for it; the last one that was asked for counts. @param {string} text */
  async find(text) {
    const asked = ++this.#asked;
    const wanted = place(text);
    Object.assign(this, { text, busy: Boolean(wanted), problem: wanted ? null : { code: 'unclear' } });
    this.changed();
    if (!wanted) return;
    const answer = await this.#nodes.message(wanted).then((message) => ({ found: stages(message), problem: null }), (problem) => ({ found: null, problem }));
    if (asked !== this.#asked) return;
    Object.assign(this, answer, { busy: false });
    this.changed();
  }

  /** Looks again at what was found: it goes on, and is asked for by its place. One that fails leaves what is known. */
  async again() {
    if (!this.found || this.busy || this.#isLooking) return;
    this.#isLooking = true;
    const asked = ++this.#asked;
    const { room, seq, others } = this.found;
    const message = await this.#nodes.message({ room, seq: String(seq) }).catch(() => null);
    this.#isLooking = false;
    if (asked !== this.#asked || !message) return;
    this.found = stages({ ...message, others });
    this.changed();
  }

  forget() {
    this.#asked++;
    Object.assign(this, { text: '', busy: false, found: null, problem: null });
    this.changed();
  }
}

import { Observable } from '../../state/observable.js';
import { rates } from './rates.js';

/** A node answers within a second; twice that is quick enough for eyes. */
const EVERY = 2_000;

/**
 * All nodes, asked for again and again while somebody looks. `absent`: this node has no administrator. What a node says is shown as text and
 * else believed.
 */
export class Overview extends Observable {
  /** @type {'unknown' | 'absent' | 'out' | 'in'} */
  phase = 'unknown';
  /** Of the sign-in, or of the asking. @type {{ code: string } | null} */
  problem = null;
  busy = false;
  /** The node that was asked. */
  here = '';
  /** @type {ReturnType<typeof row>[]} */
  rows = [];
  /** When the last answer came, in milliseconds since 1970. */
  at = 0;
  /** The node that is about to be told to leave; '' for none. */
  leaving = '';
  /** Why that failed. @type {{ code: string } | null} */
  refused = null;
  #nodes;
  #now;
  #timer = 0;
  #looked = true;
  #asked = 0;
  /** What each node said last. @type {Map<string, any>} */
  #known = new Map();

  /** @param {typeof import('../net/nodes.js').nodes} nodes @param {() => number} [now] milliseconds */
  constructor(nodes, now = () => Date.now()) {
    super();
    this.#nodes = nodes;
    this.#now = now;
  }

  /** Asks now, and goes on; `answer` is the news that one has come. An answer that was overtaken counts no more. */
  async ask() {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    const answer = await this.#nodes.all().then((body) => ({ body }), (problem) => ({ problem }));
    if (asked !== this.#asked) return;
    if ('body' in answer) this.#take(answer.body);
    else this.#fail(answer.problem);
    this.changed('answer');
    if (this.#isAsking()) this.#again();
  }

  /** Whether somebody looks: else nobody is asked. The page begins with it. @param {boolean} looked */
  look(looked) {
    this.#looked = looked;
    clearTimeout(this.#timer);
    if (looked && this.#isAsking()) this.ask();
  }

  /** @param {string} token */
  async signIn(token) {
    Object.assign(this, { busy: true, problem: null });
    this.changed();
    const problem = await this.#nodes.signIn(token).then(() => null, (refusal) => refusal);
    this.busy = false;
    if (problem) Object.assign(this, { problem });
    else await this.ask().then(() => this.#checkCookie());
    this.changed();
  }

  /** The cookie is gone, as far as the server could be told. */
  async signOut() {
    const problem = await this.#nodes.signOut().then(() => null, (refusal) => refusal);
    if (problem) Object.assign(this, { problem });
    else this.#end(null);
    this.changed();
  }

  /** The session has ended while something else was asked. */
  expire() {
    this.#end(null);
    this.changed();
  }

  /** Asks whether this node is to leave; '' asks no more. @param {string} node */
  consider(node) {
    Object.assign(this, { leaving: node, refused: null });
    this.changed();
  }

  /** Tells it. */
  async drain() {
    const node = this.leaving;
    this.refused = await this.#nodes.drain(node).then(() => null, (refusal) => refusal);
    if (this.refused?.code === 'unauthenticated') return this.expire();
    if (!this.refused && this.leaving === node) this.leaving = '';
    this.changed();
    this.ask();
  }

  #isAsking() {
    return this.phase === 'in' || this.phase === 'unknown';
  }

  #again() {
    if (this.#looked) this.#timer = setTimeout(() => this.ask(), EVERY);
  }

  #take({ here, nodes }) {
    const at = this.#now();
    this.rows = nodes.map((node) => row(node, this.#known.get(node.node), at, here)).sort((a, b) => a.name.localeCompare(b.name));
    this.#known = new Map(this.rows.map((each) => [each.node, each]));
    Object.assign(this, { phase: 'in', here, at, problem: null });
  }

  #fail(problem) {
    if (problem.code === 'not_found') Object.assign(this, { phase: 'absent', problem: null });
    else if (problem.code === 'unauthenticated') this.#end(null);
    else this.problem = problem;
  }

  #end(problem) {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#known.clear();
    Object.assign(this, { phase: 'out', rows: [], leaving: '', problem });
  }

  #checkCookie() {
    if (this.phase === 'out') this.problem = { code: 'no_cookie' };
  }
}

/** @param {any} said of one node @param {any} before the same row at the last answer @param {number} at @param {string} here */
function row({ node, silence, tripMicros, offsetMicros, answer }, before, at, here) {
  if (!answer?.totals || !answer.clients) return { ...(before ?? { name: '', facts: null, rates: null }), node, silence: silence ?? 'failed', isHere: node === here, silentSince: before?.silentSince ?? at };
  const sample = { totals: answer.totals, at };
  return {
    node,
    silence: '',
    silentSince: undefined,
    isHere: node === here,
    name: String(answer.name),
    facts: answer,
    clients: Object.values(answer.clients).reduce((sum, each) => sum + each, 0),
    lag: tripMicros / 2000,
    ahead: offsetMicros / 1000,
    sample,
    rates: rates(before?.sample, sample),
  };
}

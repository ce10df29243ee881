const CHANGES_KEPT = 20;
/** Tabs ask for a beat much more often, even where their timers sleep. */
const GONE_AFTER = 5 * 60_000;
/** This tab slept: who asked has another leader by now, or asks again. */
const TOO_LATE = 5_000;

/** The tab that has the connection. What it hears it tells all tabs, and what they ask it asks for them. */
export class Leader {
  /** Which tabs listen to an address. @type {Map<string, Set<string>>} */
  #listeners = new Map();
  /** Who is in a room, who types and how far they have read, for tabs that come later. @type {Map<string, { presence?: any, typing?: any[], marks?: Record<string, number> }>} */
  #states = new Map();
  /** When each other tab was heard last. @type {Map<string, number>} */
  #tabs = new Map();
  #heardAt = 0;
  /** Names the present opening of the connection; '' while it is not open. */
  #opened = '';
  #serial = 0;
  #status = null;
  #changes = [];
  #connection;
  #tab;
  #post;
  #events;

  /**
   * @param {string} tab this tab's name
   * @param {(message: object) => void} post to all other tabs, or to the one that it names
   * @param {(events: import('../connection.js').ConnectionEvents) => import('../connection.js').Connection} open
   * @param {import('../connection.js').ConnectionEvents} events of this tab
   */
  constructor(tab, post, open, events) {
    this.#tab = tab;
    this.#post = post;
    this.#events = events;
    this.#connection = open(this.#toAll());
    post({ type: 'leads' });
  }

  start() {
    this.#connection.start();
  }

  /** Quietly: the other tabs have another leader, or know. */
  stop() {
    this.#post = () => {};
    this.#connection.stop();
  }

  wake() {
    this.#connection.wake();
  }

  moved() {
    this.#connection.moved();
  }

  doubt() {
    this.#connection.doubt();
  }

  choose(way) {
    this.#connection.choose(way);
  }

  ask(address, body) {
    return this.#connection.ask(address, body);
  }

  listen(address, headers, isFirst) {
    this.#listen(this.#tab, address, headers, isFirst);
  }

  unlisten(address) {
    this.#unlisten(this.#tab, address);
  }

  /** @param {any} message of a follower */
  hear({ type, from, n, at, address, body, headers, isFirst, way }) {
    if (type === 'bye') return this.#forget(from);
    this.#know(from, type);
    if (type === 'wake') this.wake();
    if (type === 'moved') this.moved();
    if (type === 'hello' || type === 'wake' || type === 'moved') this.#tell(from);
    if (type === 'beat') this.#post({ type: 'beat', opened: this.#opened, to: from });
    if (type === 'choose') this.choose(way);
    if (type === 'ask') this.#askFor(from, n, at, address, body);
    if (type === 'listen') this.#listen(from, address, headers, isFirst);
    if (type === 'unlisten') this.#unlisten(from, address);
  }

  #toAll() {
    const events = this.#events;
    return {
      opened: () => this.#open(),
      status: (status) => {
        this.#note(status);
        this.#post({ type: 'status', status, opened: this.#opened });
        events.status(status);
      },
      signInAgain: () => {
        this.#post({ type: 'signInAgain' });
        events.signInAgain();
      },
      latency: (millis) => {
        this.#post({ type: 'latency', millis });
        events.latency(millis);
      },
      delivery: (address, body) => {
        this.#keepState(address, body);
        this.#post({ type: 'delivery', address, body });
        events.delivery(address, body);
      },
      refusal: (address, { code, retryAfter }) => {
        this.#post({ type: 'refusal', address, code, retryAfter });
        events.refusal(address, { code, retryAfter });
      },
    };
  }

  /** Every tab registers again, with its own cursors. */
  #open() {
    this.#listeners.clear();
    this.#states.clear();
    this.#opened = `${this.#tab}.${++this.#serial}`;
    this.#tell();
    this.#events.opened();
  }

  #note(status) {
    this.#status = status;
    if (status.state !== 'connected') this.#opened = '';
    if (status.change) this.#changes = [status.change, ...this.#changes].slice(0, CHANGES_KEPT);
  }

  /** What is true, for a tab that was not there when it came to be. */
  #tell(to) {
    if (this.#status) this.#post({ type: 'status', status: { ...this.#status, change: undefined, changes: this.#changes }, opened: this.#opened, to });
  }

  /** One that was thought gone, and only slept, registers again. If nobody was heard for so long, it is this tab that slept, or all. */
  #know(tab, type) {
    const now = Date.now();
    const isAwake = now - this.#heardAt < GONE_AFTER;
    this.#heardAt = now;
    for (const [each, heard] of isAwake ? this.#tabs : []) if (now - heard > GONE_AFTER) this.#forget(each);
    if (this.#opened && !this.#tabs.has(tab) && type !== 'hello') this.#post({ type: 'again', to: tab });
    this.#tabs.set(tab, now);
  }

  async #askFor(tab, n, at, address, body) {
    if (Date.now() - at >= TOO_LATE) return this.#post({ type: 'answer', to: tab, n, code: 'lost' });
    const answer = await this.#connection.ask(address, body).then((reply) => ({ body: reply }), ({ code, retryAfter }) => ({ code, retryAfter }));
    this.#post({ type: 'answer', to: tab, n, ...answer });
  }

  /**
   * One registration serves all. It is made for the first tab, and again only for one that is further behind: then it goes back to that
   * cursor, and each tab passes over what it has.
   */
  #listen(tab, address, headers = {}, isFirst = false) {
    const listeners = this.#listeners.get(address) ?? new Set();
    this.#listeners.set(address, listeners.add(tab));
    const known = this.#connection.listensTo(address);
    if (!known || isBehind(headers, known)) return this.#connection.listen(address, headers, isFirst);
    this.#tellState(tab, address, known);
    if (isFirst) this.#connection.prefer(address);
  }

  /** What the first answer to a registration of its own would say. One that is still to come tells every tab. */
  #tellState(tab, address, { after, epoch }) {
    if (after === undefined || !this.#connection.hears(address)) return;
    const body = { epoch, head: after, events: [], ...this.#states.get(address) };
    if (tab === this.#tab) queueMicrotask(() => this.#events.delivery(address, body));
    else this.#post({ type: 'delivery', to: tab, address, body });
  }

  #keepState(address, { presence, typing, marks }) {
    if (presence || typing || marks) this.#states.set(address, { ...this.#states.get(address), ...(presence && { presence }), ...(typing && { typing }), ...(marks && { marks }) });
  }

  #unlisten(tab, address) {
    const listeners = this.#listeners.get(address);
    if (!listeners?.delete(tab) || listeners.size) return;
    this.#listeners.delete(address);
    this.#states.delete(address);
    this.#connection.unlisten(address);
  }

  #forget(tab) {
    this.#tabs.delete(tab);
    for (const address of [...this.#listeners.keys()]) this.#unlisten(tab, address);
  }
}

/** Whether a tab that stands there needs what has passed, or knows another store; of one's own rooms, which have no numbers, whether it knows something else. */
function isBehind({ after, epoch, state }, known) {
  if (after === undefined) return known.after === undefined && state !== known.state;
  return known.after === undefined || after < known.after || epoch !== known.epoch;
}

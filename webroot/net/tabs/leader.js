const CHANGES_KEPT = 20;

/** The tab that has the connection. What it hears it tells all tabs, and what they ask it asks for them. */
export class Leader {
  /** Which tabs listen to an address. @type {Map<string, Set<string>>} */
  #listeners = new Map();
  #opened = null;
  #serial = 0;
  #status = null;
  #changes = [];
  #connection;
  #tab;
  #post;
  #gone;

  /**
   * @param {string} tab this tab's name
   * @param {(message: object) => void} post to all other tabs, or to the one that it names
   * @param {(events: import('../connection.js').ConnectionEvents) => import('../connection.js').Connection} open
   * @param {import('../connection.js').ConnectionEvents} events of this tab
   * @param {(tab: string) => Promise<void>} gone resolves when a tab has ended
   */
  constructor(tab, post, open, events, gone) {
    this.#tab = tab;
    this.#post = post;
    this.#gone = gone;
    this.#connection = open(this.#toAll(events));
    post({ type: 'leads' });
  }

  start() {
    this.#connection.start();
  }

  stop() {
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

  listen(address, headers) {
    this.#listen(this.#tab, address, headers);
  }

  unlisten(address) {
    this.#unlisten(this.#tab, address);
  }

  /** @param {any} message of a follower */
  hear({ type, from, n, address, body, headers, way }) {
    if (type === 'hello') this.#welcome(from);
    if (type === 'wake') this.wake();
    if (type === 'moved') this.moved();
    if (type === 'wake' || type === 'moved') this.#tellStatus(from);
    if (type === 'choose') this.choose(way);
    if (type === 'ask') this.#askFor(from, n, address, body);
    if (type === 'listen') this.#listen(from, address, headers);
    if (type === 'unlisten') this.#unlisten(from, address);
    if (type === 'bye') this.#forget(from);
  }

  #toAll(events) {
    const tell = (type, what, own) => {
      this.#post({ type, ...what });
      own();
    };
    return {
      opened: () => this.#open(events),
      status: (status) => tell('status', { status: this.#note(status) }, () => events.status(status)),
      signInAgain: () => tell('signInAgain', {}, () => events.signInAgain()),
      latency: (millis) => tell('latency', { millis }, () => events.latency(millis)),
      delivery: (address, body) => tell('delivery', { address, body }, () => events.delivery(address, body)),
      refusal: (address, { code, retryAfter }) => tell('refusal', { address, code, retryAfter }, () => events.refusal(address, { code, retryAfter })),
    };
  }

  /** Every tab registers again, with its own cursors. */
  #open(events) {
    this.#listeners.clear();
    this.#opened = { type: 'opened', serial: `${this.#tab}.${++this.#serial}` };
    this.#post({ ...this.#opened, status: this.#here() });
    events.opened();
  }

  #welcome(tab) {
    this.#gone(tab).then(() => this.#forget(tab));
    this.#tellStatus(tab);
    if (this.#status?.state === 'connected') this.#post({ ...this.#opened, status: this.#here(), to: tab });
  }

  #tellStatus(tab) {
    if (this.#status) this.#post({ type: 'status', status: this.#here(), to: tab });
  }

  #note(status) {
    this.#status = status;
    if (status.change) this.#changes = [status.change, ...this.#changes].slice(0, CHANGES_KEPT);
    return status;
  }

  /** What is true, for a tab that was not there when it came to be. */
  #here() {
    return { ...this.#status, change: undefined, changes: this.#changes };
  }

  async #askFor(tab, n, address, body) {
    const answer = await this.#connection.ask(address, body).then((reply) => ({ body: reply }), ({ code, retryAfter }) => ({ code, retryAfter }));
    this.#post({ type: 'answer', to: tab, n, ...answer });
  }

  /** One registration serves all: it goes back to the cursor that is furthest behind, and each tab passes over what it has. */
  #listen(tab, address, headers = {}) {
    const listeners = this.#listeners.get(address) ?? new Set();
    this.#listeners.set(address, listeners.add(tab));
    const known = this.#connection.listensTo(address);
    this.#connection.listen(address, known ? furthestBehind(known, headers) : headers);
  }

  #unlisten(tab, address) {
    const listeners = this.#listeners.get(address);
    if (!listeners?.delete(tab) || listeners.size) return;
    this.#listeners.delete(address);
    this.#connection.unlisten(address);
  }

  #forget(tab) {
    for (const address of [...this.#listeners.keys()]) this.#unlisten(tab, address);
  }
}

/**
 * @param {{ after?: number, epoch?: string }} known
 * @param {{ after?: number, epoch?: string }} headers
 * @returns {{ after?: number, epoch?: string }} without the state's name, so that the tab that does not know it is told the whole state
 */
function furthestBehind(known, { after, epoch }) {
  if (after === undefined || known.after === undefined) return { after: after ?? known.after, epoch: epoch ?? known.epoch };
  return epoch === known.epoch ? { after: Math.min(after, known.after), epoch } : { after, epoch };
}

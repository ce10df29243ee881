const CHANGES_KEPT = 20;

/** The tab that has the connection. What it hears it tells all tabs, and what they ask it asks for them. */
export class Leader {
  /** Which tabs listen to an address. @type {Map<string, Set<string>>} */
  #listeners = new Map();
  /** Who is in a room and who types, for tabs that come later. @type {Map<string, { presence?: any, typing?: any[] }>} */
  #states = new Map();
  #opened = null;
  #serial = 0;
  #status = null;
  #changes = [];
  #connection;
  #tab;
  #post;
  #gone;
  #events;

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
    this.#events = events;
    this.#connection = open(this.#toAll());
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

  #toAll() {
    const events = this.#events;
    const tell = (type, what, own) => {
      this.#post({ type, ...what });
      own();
    };
    return {
      opened: () => this.#open(),
      status: (status) => tell('status', { status: this.#note(status) }, () => events.status(status)),
      signInAgain: () => tell('signInAgain', {}, () => events.signInAgain()),
      latency: (millis) => tell('latency', { millis }, () => events.latency(millis)),
      delivery: (address, body) => {
        this.#keepState(address, body);
        tell('delivery', { address, body }, () => events.delivery(address, body));
      },
      refusal: (address, { code, retryAfter }) => tell('refusal', { address, code, retryAfter }, () => events.refusal(address, { code, retryAfter })),
    };
  }

  /** Every tab registers again, with its own cursors. */
  #open() {
    this.#listeners.clear();
    this.#states.clear();
    this.#opened = { type: 'opened', serial: `${this.#tab}.${++this.#serial}` };
    this.#post({ ...this.#opened, status: this.#here() });
    this.#events.opened();
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

  /**
   * One registration serves all. It is made for the first tab, and again only for one that is further behind: then it goes back to that
   * cursor, and each tab passes over what it has.
   */
  #listen(tab, address, headers = {}) {
    const listeners = this.#listeners.get(address) ?? new Set();
    this.#listeners.set(address, listeners.add(tab));
    const known = this.#connection.listensTo(address);
    if (known && !isBehind(headers, known)) this.#tellState(tab, address, known);
    else this.#connection.listen(address, headers);
  }

  /** What the first answer to a registration of its own would say. Without a cursor, that answer is still to come. */
  #tellState(tab, address, { after, epoch }) {
    if (after === undefined) return;
    const body = { epoch, head: after, events: [], ...this.#states.get(address) };
    if (tab === this.#tab) queueMicrotask(() => this.#events.delivery(address, body));
    else this.#post({ type: 'delivery', to: tab, address, body });
  }

  #keepState(address, { presence, typing }) {
    if (presence || typing) this.#states.set(address, { ...this.#states.get(address), ...(presence && { presence }), ...(typing && { typing }) });
  }

  #unlisten(tab, address) {
    const listeners = this.#listeners.get(address);
    if (!listeners?.delete(tab) || listeners.size) return;
    this.#listeners.delete(address);
    this.#states.delete(address);
    this.#connection.unlisten(address);
  }

  #forget(tab) {
    for (const address of [...this.#listeners.keys()]) this.#unlisten(tab, address);
  }
}

/** Whether a tab that stands there needs what has passed, or knows another store. */
const isBehind = ({ after, epoch }, known) => after !== undefined && (known.after === undefined || after < known.after || epoch !== known.epoch);

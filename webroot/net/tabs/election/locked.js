const SEAT = 'dochat.line.2';

/** The tab that holds a lock leads. The browser gives it to the next one when a tab ends, however that happens. */
export class LockedElection {
  /** The latest request: what comes of earlier ones counts no more. */
  #request = null;
  #events;

  /** @param {{ elected(): void, deposed(): void, forbidden(): void }} events `forbidden` where the browser has locks and does not let one use them */
  constructor(events) {
    this.#events = events;
  }

  static isSupported() {
    return Boolean(globalThis.navigator?.locks);
  }

  /** Leads as soon as nobody else does. */
  stand() {
    const waiting = new AbortController();
    this.#ask({ signal: waiting.signal }, () => waiting.abort());
  }

  /** Leads at once. Whoever did is deposed, and hears of it when that tab runs again. */
  take() {
    this.#ask({ steal: true }, () => {});
  }

  /** Another tab leads: this one is the next to lead, or one of them. */
  resign() {
    this.stand();
  }

  /** This tab ends. */
  end() {
    this.#request?.end();
    this.#request = null;
  }

  /** The leader ended: then its lock is free, and the next one has it. */
  vacant() {}

  /** Another tab began to lead. */
  occupied() {}

  #ask(how, end) {
    this.end();
    const request = (this.#request = { end, isHeld: false });
    navigator.locks.request(SEAT, how, () => this.#hold(request)).catch((error) => this.#refused(request, error));
  }

  #hold(request) {
    if (request !== this.#request) return undefined;
    request.isHeld = true;
    const released = new Promise((resolve) => (request.end = () => resolve(undefined)));
    this.#events.elected();
    return released;
  }

  #refused(request, { name }) {
    if (request !== this.#request) return;
    this.#request = null;
    if (name !== 'AbortError') this.#events.forbidden();
    else if (request.isHeld) this.#events.deposed();
  }
}

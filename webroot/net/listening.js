/** What one listens to, and how far one has heard it: addresses with the headers that would go on from here. Pure. */
export class Listening {
  #addresses = new Map();

  /** @param {string} address @param {{ after?: number, epoch?: string, state?: string }} [headers] */
  add(address, headers = {}) {
    this.#addresses.set(address, { ...headers });
  }

  /** @param {string} address */
  remove(address) {
    this.#addresses.delete(address);
  }

  clear() {
    this.#addresses.clear();
  }

  /** @param {string} address @returns {boolean} */
  has(address) {
    return this.#addresses.has(address);
  }

  /** @param {string} address @returns {{ after?: number, epoch?: string, state?: string } | undefined} */
  of(address) {
    return this.#addresses.get(address);
  }

  /** @returns {[string, { after?: number, epoch?: string, state?: string }][]} */
  all() {
    return [...this.#addresses];
  }

  /**
   * Moves the cursor on. Events beyond the next one are those of an earlier registration, still on their way while the cursor was put
   * back: they come again, and what is before them comes first.
   * @param {string} address
   * @param {any} body as delivered
   * @returns {any} the same without the events that were delivered before or come again; null when nobody listens or nothing is left
   */
  advance(address, body) {
    const headers = this.#addresses.get(address);
    if (!headers) return null;
    const { events } = body;
    if (!events) {
      // What is known of one's own rooms moves on by itself.
      if (body.state) headers.state = body.state;
      return body;
    }
    const { after } = headers;
    const begins = body.reset || after === undefined;
    if (!begins && events[0]?.seq > after + 1) return withEvents(body, []);
    const fresh = begins ? events : events.filter(({ seq }) => seq > after);
    const stands = begins ? body.head : after;
    Object.assign(headers, { after: fresh.at(-1)?.seq ?? stands, epoch: body.epoch, state: body.state ?? headers.state });
    return fresh.length === events.length ? body : withEvents(body, fresh);
  }
}

/** Null when nothing is left. */
const withEvents = (body, events) => (events.length || body.presence || body.typing || body.marks ? { ...body, events } : null);

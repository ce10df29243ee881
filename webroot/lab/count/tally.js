/** What one way of communicating has cost so far, and what for. */
export class Tally {
  requests = 0;
  up = 0;
  down = 0;
  posted = 0;
  delivered = 0;
  refused = 0;

  request() {
    this.requests++;
  }

  /** @param {number} bytes to the server */
  sent(bytes) {
    this.up += bytes;
  }

  /** @param {number} bytes from the server */
  received(bytes) {
    this.down += bytes;
  }

  get bytes() {
    return this.up + this.down;
  }
}

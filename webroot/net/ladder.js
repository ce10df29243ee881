import { networkType } from './network.js';

export const AUTOMATIC = 'automatic';
const UNANSWERED = 'unanswered';
const LIVED = 2_000;
const STRIKES = 2;
/** Sends on a path of its own, so it is tried where nothing that HTTP sends is answered; else only a person chooses it. */
const LAST = 'sockjs';
const EXPIRES = 60 * 60 * 1000;
/** It may have been the server. */
const UNANSWERED_EXPIRES = 5 * 60 * 1000;
/** Ends that say nothing about the way: the server went, or did not want this client. */
const BY_THE_SERVER = new Set([1000, 1001, 1011, 1013, 4001, 4002, 4003, 4005, 4006]);

/**
 * Knows which ways there are, best first, and which of them were proved not to work on this network. What a proof is:
 * it did not open while another way did; it opened and was cut twice before it had lived; a proxy held its stream back; nothing that was sent on it was
 * answered, which holds for all ways that send as it does.
 * Remembers the proofs for an hour. Opens nothing itself.
 */
export class Ladder {
  #transports;
  #others;
  #memory;
  #bars = new Map();
  #strikes = new Map();
  #choice;

  /**
   * @param {import('./transports/websocket.js').Transport[]} transports the rungs, best first
   * @param {(name: string) => import('./transports/websocket.js').Transport | undefined} others ways that only a person chooses
   * @param {{ get(key: string, fallback: any): any, set(key: string, value: any): void }} memory
   */
  constructor(transports, others, memory) {
    this.#transports = transports;
    this.#others = others;
    this.#memory = memory;
    this.#choice = memory.get('way', AUTOMATIC);
    this.#recall();
  }

  get choice() {
    return this.#choice;
  }

  /** @param {string} name `automatic`, or the only way to go from now on */
  choose(name) {
    this.#choice = name;
    this.#memory.set('way', name);
  }

  /** The ways worth trying now, best first; never none. */
  candidates() {
    const chosen = this.#chosen();
    if (chosen) return [chosen];
    const supported = this.#transports.filter((transport) => transport.isSupported());
    const open = supported.filter(({ name }) => !this.#bars.has(name));
    const answering = supported.filter(({ name }) => this.#bars.get(name)?.reason !== UNANSWERED);
    if (answering.length === supported.length) return open.length ? open : supported;
    const last = this.#others(LAST);
    return last ? [...(open.length ? open : answering), last] : supported;
  }

  /** The ways above this one, whatever was proved about them. @param {string} name */
  better(name) {
    return this.#chosen() ? [] : this.#above(name).filter((transport) => transport.isSupported());
  }

  /** A way opened. Those that failed meanwhile failed on their own. @param {string} name @param {Map<string, import('./wire.js').End>} ends */
  opened(name, ends) {
    for (const [way, end] of ends) if (way !== name) this.failed(way, end);
    this.#bars.delete(name);
    this.#keep();
  }

  /** This way did not open, while another one is open. @param {string} name @param {import('./wire.js').End} end */
  failed(name, { proof }) {
    this.#bars.set(name, { reason: proof ?? 'never-opened', at: Date.now() });
    this.#keep();
  }

  /** An open way came to its end. @param {string} name @param {import('./wire.js').End} end */
  ended(name, { code, proof, carried, lived }) {
    if (proof) this.#prove(name, proof);
    if (BY_THE_SERVER.has(code)) return;
    const strikes = carried && lived >= LIVED ? 0 : (this.#strikes.get(name) ?? 0) + 1;
    this.#strikes.set(name, strikes);
    if (strikes >= STRIKES) this.#bars.set(name, { reason: 'cut', at: Date.now() });
  }

  /** A way has proved good. @param {string} name */
  holds(name) {
    this.#strikes.delete(name);
  }

  /** No way works: that is the server or the network, and proves nothing of what was just suspected. */
  allFailed() {
    this.#strikes.clear();
    this.#recall();
  }

  /** Another network: nothing is known of it but what was remembered. */
  moved() {
    this.#strikes.clear();
    this.#recall();
  }

  /** Why one is on this way: what was proved of each better one; empty on the best. @param {string} name @returns {{ way: string, reason: string }[]} */
  why(name) {
    if (this.#chosen()) return [{ way: name, reason: 'chosen' }];
    return this.#above(name).map((transport) => ({
      way: transport.name,
      reason: transport.isSupported() ? this.#bars.get(transport.name)?.reason ?? 'slow' : 'unsupported',
    }));
  }

  #above(name) {
    const place = this.#transports.findIndex((transport) => transport.name === name);
    return place < 0 && name ? this.#transports : this.#transports.slice(0, Math.max(0, place));
  }

  #prove(name, proof) {
    const sends = this.#transports.find((transport) => transport.name === name)?.registersInOne;
    const alike = this.#transports.filter((transport) => transport.name === name || (proof === UNANSWERED && sends && transport.registersInOne));
    for (const transport of alike) this.#bars.set(transport.name, { reason: proof, at: Date.now() });
    if (proof === UNANSWERED) this.#keep();
  }

  #chosen() {
    if (this.#choice === AUTOMATIC) return undefined;
    return this.#transports.find(({ name }) => name === this.#choice) ?? this.#others(this.#choice);
  }

  #recall() {
    const remembered = Object.entries(this.#memory.get(network(), {}));
    this.#bars = new Map(remembered.filter(([, bar]) => !isOver(bar)));
  }

  #keep() {
    this.#memory.set(network(), this.#bars.size ? Object.fromEntries(this.#bars) : null);
  }
}

const isOver = ({ reason, at }) => Date.now() - at >= (reason === UNANSWERED ? UNANSWERED_EXPIRES : EXPIRES);

const network = () => `network.${networkType()}`;

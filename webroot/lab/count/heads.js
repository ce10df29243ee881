import { responseHeadBytes } from './bytes.js';

const PATH = '/api/lab/head';
/** Its length has two digits, as those of most messages. */
const BODY = '{"any":"body"}';

/**
 * The sizes of request heads. Scripts cannot see what a browser writes there (cookies, its own name, …), so the server is asked once
 * for each kind of request how much it has read; what differs from request to request is known.
 */
export class Heads {
  #kinds = new Map();
  /** What the server's answers have as a head, about. */
  answer = 0;

  /** @param {RequestInit[]} kinds as they will be sent */
  async learn(kinds) {
    await Promise.all(kinds.map((kind) => this.#learn(kind)));
  }

  /**
   * @param {string} path with its query
   * @param {RequestInit} request of a kind that was learned
   * @returns {number} bytes
   */
  bytes(path, request) {
    return this.#kinds.get(key(request)) + path.length + valueLength(request);
  }

  async #learn(request) {
    if (this.#kinds.has(key(request))) return;
    const response = await fetch(PATH, { ...request, body: request.headers?.['Content-Type'] ? BODY : undefined });
    this.answer = responseHeadBytes(response);
    const { bytes } = await response.json();
    this.#kinds.set(key(request), bytes - PATH.length - valueLength(request));
  }
}

/** One that must not come from a cache says so in its head. */
const key = ({ method = 'GET', cache = '', headers = {} }) => [method, cache, ...Object.keys(headers)].join(' ');
const valueLength = ({ headers = {} }) => Object.values(headers).join('').length;

import { chunkBytes, responseHeadBytes, utf8Bytes } from '../count/bytes.js';

const NO_STORE = 'no-store';

/** The kinds of requests that the ways over HTTP make. */
export const KINDS = {
  ask: { cache: NO_STORE, headers: { Accept: 'application/json' } },
  askAgain: { cache: NO_STORE, headers: { Accept: 'application/json', 'If-None-Match': '' } },
  stream: { cache: NO_STORE, headers: { Accept: 'application/x-ndjson' } },
  events: { cache: NO_STORE, headers: { Accept: 'text/event-stream' } },
  empty: { method: 'POST' },
  text: { method: 'POST', headers: { 'Content-Type': 'text/plain;charset=UTF-8' } },
  post: { method: 'POST', cache: NO_STORE, headers: { 'Content-Type': 'application/json' } },
};

/**
 * Where the doors of one run talk, and what they share.
 * @typedef {{ room: string, after: number, heads: import('../count/heads.js').Heads }} Place
 * @typedef {{ open(): void, heard(event: any): void, took(millis: number): void, refused(code: string): void, closed(code?: string): void }} DoorEvents
 * @typedef {{ post?(id: string, text: string): void, close(): void }} Line
 * @typedef {{ name: string, open(place: Place, tally: import('../count/tally.js').Tally, events: DoorEvents): Line }} Door
 */

/** A request that failed with a status, and the problem's code if there is one. */
class Failed extends Error {}

/**
 * A counted request. Only its head is counted on the way down: the body is the caller's to read.
 * @param {Place} place @param {import('../count/tally.js').Tally} tally @param {string} path @param {RequestInit} request
 */
export async function ask({ heads }, tally, path, request) {
  tally.request();
  tally.sent(heads.bytes(path, request) + utf8Bytes(String(request.body ?? '')));
  const response = await fetch(path, request);
  tally.received(responseHeadBytes(response));
  if (response.status >= 400) throw new Failed((await counted(response, tally)).code ?? String(response.status));
  return response;
}

/** The counted JSON body of an answer. */
export async function counted(response, tally) {
  const text = await response.text();
  const bytes = utf8Bytes(text);
  tally.received(isChunked(response) ? chunkBytes(bytes) : bytes);
  return text ? JSON.parse(text) : {};
}

/** @param {Response} response */
export const isChunked = (response) => response.headers.get('Transfer-Encoding') === 'chunked';

/** The code of a refusal, or `lost` where nothing was answered. */
export const codeOf = (failure) => (failure instanceof Failed ? failure.message : 'lost');

/**
 * Speaks as everybody does who can only listen: by a request for each message.
 * @param {Place} place @param {import('../count/tally.js').Tally} tally @param {DoorEvents} events @param {AbortSignal} signal
 */
export const speaking = (place, tally, events, signal) => async (id, text) => {
  const request = { ...KINDS.post, body: JSON.stringify({ id, text }), signal };
  try {
    await counted(await ask(place, tally, `/api/rooms/${place.room}/messages`, request), tally);
  } catch (failure) {
    if (!signal.aborted) events.refused(codeOf(failure));
  }
};

import { Connection } from './connection.js';
import { Ladder } from './ladder.js';
import { SharedConnection } from './tabs/shared.js';
import { longPolling } from './transports/long-polling.js';
import { polling } from './transports/polling.js';
import { SOCKJS_WAYS, sockjs } from './transports/sockjs.js';
import { streaming } from './transports/streaming.js';
import { websocket } from './transports/websocket.js';

/** Everything that can be chosen, best first. */
export const WAYS = ['websocket', 'streaming', 'long-polling', 'polling', ...SOCKJS_WAYS];

/**
 * The line to the server: shared by all tabs where the browser lets them, else each tab's own.
 * @param {string} origin
 * @param {{ memory: { get(key: string, fallback: any): any, set(key: string, value: any): void }, isHidden: () => boolean }} world
 * @param {import('./connection.js').ConnectionEvents} events
 * @returns {Connection | SharedConnection}
 */
export function openLine(origin, { memory, isHidden }, events) {
  const rungs = [websocket, streaming, longPolling, polling(isHidden)];
  const connection = (to) => new Connection(new Ladder(rungs, sockjs, memory), origin, to);
  return SharedConnection.isSupported() ? new SharedConnection(connection, events, isHidden, memory) : connection(events);
}

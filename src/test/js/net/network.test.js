import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkType, watchNetwork } from '#page/net/network.js';

/** A browser that tells the kind of network, and how fast it thinks that it is. */
function browser(connection) {
  const page = new EventTarget();
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { connection } });
  globalThis.addEventListener = page.addEventListener.bind(page);
  let moves = 0;
  watchNetwork(() => moves++);
  return { page, moves: () => moves };
}

const change = (connection, what) => {
  Object.assign(connection, what);
  connection.dispatchEvent(new Event('change'));
};

test('a new estimate of how fast it is makes no other network', () => {
  const connection = Object.assign(new EventTarget(), { type: 'wifi', rtt: 50, downlink: 10 });
  const { moves } = browser(connection);
  for (const rtt of [100, 150, 100, 50, 300]) change(connection, { rtt, downlink: rtt / 10 });
  assert.equal(moves(), 0);
});

test('another kind of network is one', () => {
  const connection = Object.assign(new EventTarget(), { type: 'wifi' });
  const { moves } = browser(connection);
  change(connection, { type: 'cellular' });
  change(connection, { rtt: 100 });
  assert.equal(moves(), 1);
  assert.equal(networkType(), 'cellular');
});

test('where the kind is not told, only coming online counts', () => {
  const connection = Object.assign(new EventTarget(), { rtt: 50 });
  const { page, moves } = browser(connection);
  change(connection, { rtt: 100 });
  assert.equal(moves(), 0);
  page.dispatchEvent(new Event('online'));
  assert.equal(moves(), 1);
});

test('a browser that tells nothing is none the worse for it', () => {
  const { page, moves } = browser(undefined);
  page.dispatchEvent(new Event('online'));
  assert.equal(moves(), 1);
  assert.equal(networkType(), 'any');
});

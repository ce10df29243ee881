import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Unsent } from '#page/state/unsent.js';
import { Clock } from '../support/clock.js';

/** An opening of which nothing is ever heard. */
const NEVER = new Error('never');

/** What becomes of the openings and transactions to come; without a word, they work. */
let openings;
let transactions;
let opened;
let committed;
let closed;

beforeEach(() => {
  [openings, transactions, opened, closed, committed] = [[], [], 0, 0, 0];
  const range = { upperBound: () => ({}) };
  Object.assign(globalThis, { IDBKeyRange: range, indexedDB: { open } });
});

function open() {
  const error = openings.shift();
  const request = { error, result: { transaction, close: () => closed++ } };
  opened++;
  queueMicrotask(() => (error === NEVER || (error ? request.onerror() : request.onsuccess())));
  return request;
}

function transaction() {
  const name = transactions.shift();
  const store = { put: () => ({}), delete: () => ({}), index: () => ({ getAll: () => ({ result: ['post'] }), openKeyCursor: () => ({}) }) };
  const made = { error: name && { name }, objectStore: () => ({ ...store, transaction: made }), commit: () => committed++ };
  queueMicrotask(() => (name ? made.onabort() : made.oncomplete()));
  return made;
}

test('what is written does not wait for the page, which may go at once', async () => {
  const unsent = new Unsent();
  await unsent.put({ id: 'a', user: 'u' });
  assert.equal(committed, 1);
  await unsent.remove(['a', 'b']);
  assert.equal(committed, 2);
});

test('a database that could not be opened is opened the next time', async () => {
  openings.push(new Error('in private'));
  const unsent = new Unsent();
  await assert.rejects(unsent.put({ id: 'a', user: 'u' }));
  await unsent.put({ id: 'a', user: 'u' });
  await unsent.remove(['a']);
  assert.equal(opened, 2);
});

test('a browser that does not say whether the database opens is as good as one that denies it', async () => {
  const clock = Clock.install();
  try {
    openings.push(NEVER);
    const unsent = new Unsent();
    const put = unsent.put({ id: 'a', user: 'u' }).catch(({ message }) => message);
    await clock.pass(5_000);
    assert.equal(await put, 'no answer');
    await unsent.put({ id: 'a', user: 'u' });
  } finally {
    clock.restore();
  }
});

test('a database that broke is closed, and opened anew', async () => {
  transactions.push('UnknownError');
  const unsent = new Unsent();
  await assert.rejects(unsent.put({ id: 'a', user: 'u' }), { name: 'UnknownError' });
  await unsent.put({ id: 'a', user: 'u' });
  assert.deepEqual([opened, closed], [2, 1]);
});

test('a full disk is no reason to open it anew', async () => {
  transactions.push('QuotaExceededError');
  const unsent = new Unsent();
  await assert.rejects(unsent.put({ id: 'a', user: 'u' }));
  await unsent.put({ id: 'a', user: 'u' });
  assert.deepEqual([opened, closed], [1, 0]);
});

test('what waits is read even if nothing old can be deleted', async () => {
  transactions.push('QuotaExceededError');
  assert.deepEqual(await new Unsent().of('u'), ['post']);
});

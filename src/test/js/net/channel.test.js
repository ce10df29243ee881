import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { openChannel } from '#page/net/tabs/channel.js';

const real = globalThis.BroadcastChannel;
let listeners;
beforeEach(() => {
  listeners = new Set();
  globalThis.BroadcastChannel = undefined;
  globalThis.addEventListener = (type, listener) => listeners.add(listener);
  globalThis.removeEventListener = (type, listener) => listeners.delete(listener);
});
afterEach(() => (globalThis.BroadcastChannel = real));

/** As browsers do: all but the writer are told, of what has changed. Here the writer is told, too, as another one in its page would be. */
function storage() {
  const values = new Map();
  return {
    removeItem: (key) => values.delete(key),
    setItem(key, newValue) {
      if (values.get(key) === newValue) return;
      values.set(key, newValue);
      for (const listener of listeners) listener({ key, newValue });
    },
  };
}

test('without BroadcastChannel, tabs hear each other by the storage, the same words twice as well', () => {
  globalThis.localStorage = storage();
  const heard = [];
  openChannel('line').onmessage = ({ data }) => heard.push(data.type);
  openChannel('other').onmessage = () => heard.push('not meant');
  const writer = openChannel('line');
  writer.postMessage({ type: 'hello' });
  writer.postMessage({ type: 'hello' });
  assert.deepEqual(heard, ['hello', 'hello']);
});

test('whoever has closed hears nothing more', () => {
  globalThis.localStorage = storage();
  const heard = [];
  const channel = openChannel('line');
  channel.onmessage = ({ data }) => heard.push(data);
  channel.close();
  openChannel('line').postMessage({ type: 'hello' });
  assert.deepEqual(heard, []);
});

test('where storage is forbidden, there is none', () => {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => { throw new Error('SecurityError'); } });
  assert.equal(openChannel('line'), null);
  globalThis.BroadcastChannel = class {
    constructor() {
      throw new Error('SecurityError');
    }
  };
  assert.equal(openChannel('line'), null);
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { streaming } from '#page/net/transports/streaming.js';

const real = globalThis.fetch;
let asked;
beforeEach(() => {
  asked = [];
  globalThis.fetch = async (url, { body, signal }) => {
    asked.push(JSON.parse(body));
    const bytes = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('\n'));
        signal.addEventListener('abort', () => stream.error(signal.reason));
      },
    });
    return new Response(bytes);
  };
});
afterEach(() => (globalThis.fetch = real));

const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

test('one\'s own rooms are asked for among the others, from what is known on', async () => {
  const channel = streaming.open('http://node', { open() {}, alive() {}, close() {}, message() {} });
  channel.send(JSON.stringify({ type: 'register', address: 'chat.me', headers: {} }));
  await settled();
  channel.deliver(JSON.stringify({ type: 'rec', address: 'chat.me', body: { state: 'known', parts: [] } }));
  channel.send(JSON.stringify({ type: 'register', address: 'room.a', headers: { after: 3 } }));
  await settled();
  assert.deepEqual(asked.map(({ me, after }) => [me, after]), [[undefined, {}], [true, {}], ['known', { a: 3 }]]);
  channel.close();
});

test('what came between the list of rooms and the stream that tells of them is news, once', async () => {
  const heard = [];
  const channel = streaming.open('http://node', { open() {}, alive() {}, close() {}, message: (text) => heard.push(JSON.parse(text).address) });
  await settled();
  assert.deepEqual(heard, []);
  channel.send(JSON.stringify({ type: 'register', address: 'chat.rooms' }));
  await settled();
  assert.deepEqual(heard, ['chat.rooms']);
  channel.send(JSON.stringify({ type: 'register', address: 'room.a', headers: { after: 3 } }));
  await settled();
  assert.deepEqual(asked.map(({ rooms, after }) => [rooms, after]), [[false, {}], [true, {}], [true, { a: 3 }]]);
  assert.deepEqual(heard, ['chat.rooms']);
  channel.close();
});

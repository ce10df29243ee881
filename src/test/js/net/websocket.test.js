import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { websocket } from '#page/net/transports/websocket.js';

class FakeSocket {
  static OPEN = 1;
  readyState = 1;
  sent = [];

  constructor() {
    FakeSocket.latest = this;
  }

  send(text) {
    this.sent.push(text);
  }
}

const { WebSocket: real } = globalThis;
beforeEach(() => {
  globalThis.WebSocket = FakeSocket;
});
afterEach(() => {
  globalThis.WebSocket = real;
});

test('nothing is sent on a socket that closes', () => {
  const channel = websocket.open('http://chat.test', {});
  channel.send('before');
  FakeSocket.latest.readyState = 2;
  channel.send('after');
  assert.deepEqual(FakeSocket.latest.sent, ['before']);
});

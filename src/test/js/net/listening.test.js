import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Listening } from '#page/net/listening.js';

test('what is known of one\'s own rooms moves on with what is told', () => {
  const listening = new Listening();
  listening.add('chat.me', { state: 'one' });
  const body = { state: 'other', parts: [] };
  assert.equal(listening.advance('chat.me', body), body);
  assert.deepEqual(listening.of('chat.me'), { state: 'other' });
});

test('what an earlier registration delivers moves no cursor over a hole', () => {
  const listening = new Listening();
  const deliver = (first, last, more = {}) => {
    const events = Array.from({ length: last - first + 1 }, (_, i) => ({ seq: first + i }));
    const fresh = listening.advance('room.a', { epoch: 'e', head: 9, events, ...more });
    return fresh && { seqs: fresh.events.map(({ seq }) => seq), typing: fresh.typing };
  };
  const news = (...seqs) => ({ seqs, typing: undefined });
  listening.add('room.a', { after: 4, epoch: 'e' });
  assert.deepEqual(deliver(5, 6), news(5, 6));
  listening.add('room.a', { after: 1, epoch: 'e' });
  assert.equal(deliver(7, 8), null);
  assert.deepEqual(deliver(9, 9, { typing: [] }), { seqs: [], typing: [] });
  assert.deepEqual(deliver(9, 9, { marks: { ada: 9 } }), news());
  assert.deepEqual(deliver(2, 9), news(2, 3, 4, 5, 6, 7, 8, 9));
  assert.equal(deliver(7, 9), null);
  assert.deepEqual(deliver(3, 3, { reset: true }), news(3));
});

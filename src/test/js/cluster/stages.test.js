import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stages } from '#page/cluster/state/stages.js';

const START = 1_000_000_000_000;
const LOGGED = START / 1000 + 2;
const node = (name, answer, offsetMicros = 0, tripMicros = 1_000) => ({ node: `id-${name}`, tripMicros, offsetMicros, answer: { name, live: true, reached: false, sinceMicros: 0, clients: 0, ...answer } });
const message = (...nodes) => ({ room: 'general', seq: 42, id: 'x', loggedMillis: LOGGED, nodes });
const row = (found, name) => found.rows.find((each) => each.name === name);

test('times are milliseconds after the post, whatever the clocks say', () => {
  const ahead = 5_000_000;
  const found = stages(message(
    node('b', { receivedMicros: START + ahead + 3_000, source: 'bus', clients: 4, firstMicros: START + ahead + 3_500, lastMicros: START + ahead + 9_000 }, ahead, 800),
    node('a', { postedMicros: START, committedMicros: START + 1_500, publishedMicros: START + 1_700, receivedMicros: START + 1_800, source: 'bus', clients: 1,
      firstMicros: START + 2_000, lastMicros: START + 2_000 }, 0, 200),
  ));
  assert.deepEqual(found.rows.map(({ name }) => name), ['a', 'b'], 'who took it comes first');
  assert.deepEqual(row(found, 'a').times, { posted: 0, committed: 1.5, published: 1.7, received: 1.8, first: 2, last: 2 });
  assert.deepEqual(row(found, 'b').times, { posted: null, committed: null, published: null, received: 3, first: 3.5, last: 9 });
  assert.equal(row(found, 'b').ahead, 5_000);
  assert.equal(found.clients, 5);
  assert.equal(found.doubt, 0.4);
  assert.equal(found.at.getTime(), START / 1000);
  assert.equal(found.isPostedKnown, true);
});

test('the clock of the node that took it is put right, too', () => {
  const found = stages(message(node('b', { receivedMicros: START + 4_000 }), node('a', { postedMicros: START + 7_000_000 }, 7_000_000)));
  assert.equal(row(found, 'b').times.received, 4);
  assert.equal(found.at.getTime(), START / 1000);
});

test('a difference that the question cannot tell is none', () => {
  const found = stages(message(node('a', { postedMicros: START }), node('b', { receivedMicros: START + 4_000 }, -900, 2_000), node('c', { receivedMicros: START + 4_000 }, -1_100, 2_000)));
  assert.deepEqual([row(found, 'b').times.received, row(found, 'c').times.received], [4, 5.1]);
});

test('a clock that was put right too far makes nothing come before the post', () => {
  const found = stages(message(node('a', { postedMicros: START }), node('b', { receivedMicros: START - 300 })));
  assert.equal(row(found, 'b').times.received, 0);
});

test('where it has not been, it is said why', () => {
  const found = stages(message(node('a', { postedMicros: START }), node('unheard', { live: false }), node('missing', {}), node('late', { reached: true }),
    node('forgotten', { sinceMicros: START + 1 }), node('new', { sinceMicros: START + 3_000, live: false }, 5_000), { node: 'id-frozen', silence: 'late' }));
  assert.deepEqual(Object.fromEntries(found.rows.map(({ name, fate }) => [name, fate])),
    { a: 'missing', unheard: 'unheard', missing: 'missing', late: 'later', forgotten: 'forgotten', new: 'unheard', '': 'silent' });
});

test('a node that may have forgotten clients does not say that there were none, or how many', () => {
  const ahead = 5_000_000;
  const known = node('a', { postedMicros: START, receivedMicros: START + 1_000, sinceMicros: START, clients: 3 });
  const other = (clients, sinceMicros) => node('b', { receivedMicros: START + ahead + 1_000, sinceMicros, clients }, ahead);
  const forgetful = (clients) => other(clients, START + ahead + 1);
  const found = stages(message(known, forgetful(0)));
  assert.deepEqual([row(found, 'b').fate, row(found, 'b').isPartial, row(found, 'a').isPartial], ['received', true, false]);
  assert.deepEqual([found.clients, found.isPartial], [3, true]);
  assert.equal(row(stages(message(known, forgetful(2))), 'b').isPartial, true);
  assert.equal(stages(message(known, other(0, START + ahead))).isPartial, false, 'it remembers, by its clock');
  assert.equal(stages(message(known, { node: 'id-frozen', silence: 'late' })).isPartial, true);
});

test('an old message is counted from the log', () => {
  const found = stages(message(node('a', { sinceMicros: START + 9_000_000, receivedMicros: START + 5_000 })));
  assert.equal(found.isPostedKnown, false);
  assert.equal(found.at.getTime(), LOGGED);
  assert.equal(row(found, 'a').times.received, 3);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '#page/view/timeline/rows.js';

const me = { id: 'me', name: 'Me' };
const jun = { id: 'jun', name: 'Jun' };
const event = (seq, at, user = jun) => ({ seq, type: 'message', id: `e${seq}`, user, text: `text ${seq}`, at });
const post = (id, at) => ({ room: 'r', id, user: 'me', text: id, at, order: 1, state: 'pending', tries: 0 });
const kinds = (from) => rows({ events: [], posts: [], marker: null, me, ...from }).map(({ kind, id }) => id ?? kind);

test('a post that waited for days stands at the end, under the newest day', () => {
  const events = [event(1, '2026-03-02T10:00:00.000Z'), event(2, '2026-03-02T10:01:00.000Z')];
  assert.deepEqual(kinds({ events, posts: [post('old', '2026-02-20T10:00:00.000Z')] }), ['day', 'e1', 'e2', 'old']);
});

test('a post that has arrived is there once', () => {
  assert.deepEqual(kinds({ events: [event(1, '2026-03-02T10:00:00.000Z', me)], posts: [post('e1', '2026-03-02T10:00:00.000Z')] }), ['day', 'e1']);
});

test('the line of new messages stands before the first one of others', () => {
  const at = '2026-03-02T10:00:00.000Z';
  assert.deepEqual(kinds({ marker: 1, events: [event(1, at), event(2, at, me), event(3, at), event(4, at)] }), ['day', 'e1', 'e2', 'new', 'e3', 'e4']);
});

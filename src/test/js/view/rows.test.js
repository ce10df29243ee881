import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '#page/view/timeline/rows.js';

const me = { id: 'me', name: 'Me' };
const jun = { id: 'jun', name: 'Jun' };
const event = (seq, at, user = jun) => ({ seq, type: 'message', id: `e${seq}`, user, text: `text ${seq}`, at });
const post = (id, at) => ({ room: 'r', id, user: 'me', text: id, at, order: 1, state: 'pending', tries: 0 });
const kinds = (from) => rows({ messages: [], posts: [], marker: null, me, ...from }).map(({ kind, id }) => id ?? kind);

test('a post that waited for days stands at the end, under the newest day', () => {
  const events = [event(1, '2026-03-02T10:00:00.000Z'), event(2, '2026-03-02T10:01:00.000Z')];
  assert.deepEqual(kinds({ messages: events, posts: [post('old', '2026-02-20T10:00:00.000Z')] }), ['day', 'e1', 'e2', 'old']);
});

test('a post that has arrived is there once', () => {
  assert.deepEqual(kinds({ messages: [event(1, '2026-03-02T10:00:00.000Z', me)], posts: [post('e1', '2026-03-02T10:00:00.000Z')] }), ['day', 'e1']);
});

test('the line of new messages stands before the first one of others', () => {
  const at = '2026-03-02T10:00:00.000Z';
  assert.deepEqual(kinds({ marker: 1, messages: [event(1, at), event(2, at, me), event(3, at), event(4, at)] }), ['day', 'e1', 'e2', 'new', 'e3', 'e4']);
});

/** How many of these rows were not among those before. */
const changed = (now, before) => now.filter((row) => row.kind === 'message' && !before.includes(row)).length;
const minute = (count) => `2026-03-02T${String(10 + Math.floor(count / 60)).padStart(2, '0')}:${String(count % 60).padStart(2, '0')}:00.000Z`;
const long = (count, from = 1) => Array.from({ length: count }, (_, i) => event(from + i, minute(from + i)));

test('a new message makes one new row, also in a window that is full', () => {
  const events = long(400);
  const before = rows({ messages: events, posts: [], marker: null, me });
  assert.equal(changed(rows({ messages: events, posts: [], marker: null, me }), before), 0);
  const next = event(401, minute(401));
  assert.equal(changed(rows({ messages: [...events, next], posts: [], marker: null, me }), before), 1);
  assert.equal(changed(rows({ messages: [...events.slice(1), next], posts: [], marker: null, me }), before), 1 + 1, 'and the first one begins the window now');
});

test('older messages make no row new but the one that they join', () => {
  const events = long(100, 101);
  const before = rows({ messages: events, posts: [], marker: null, me });
  const joined = rows({ messages: [...long(100), ...events], posts: [], marker: null, me });
  assert.equal(changed(joined, before), 100 + 1);
  assert.equal(joined.find(({ seq }) => seq === 101).lead, false);
});

test('a thread names the author of what began it anew in its replies', () => {
  const leads = (root) => rows({ messages: long(3), posts: [post('a', minute(4)), post('b', minute(4))], marker: null, root, me }).filter(({ kind }) => kind === 'message').map(({ lead }) => lead);
  assert.deepEqual(leads(1), [true, true, false, true, false]);
  assert.deepEqual(leads(undefined), [true, false, false, true, false]);
});

test('the line of new messages makes one row new where it comes, and where it goes', () => {
  const events = long(50);
  const before = rows({ messages: events, posts: [], marker: null, me });
  const marked = rows({ messages: events, posts: [], marker: 20, me });
  assert.equal(changed(marked, before), 1);
  assert.equal(changed(rows({ messages: events, posts: [], marker: null, me }), marked), 1);
});

test('who came or went stands between the messages, is never new, and whoever speaks next is named again', () => {
  const messages = [event(1, minute(1)), event(3, minute(3))];
  const notes = [{ seq: 2, type: 'invite', id: 'n', user: jun, whom: me, text: 'member', at: minute(2) }];
  const from = { messages, notes, posts: [], marker: 1, me };
  const found = rows(from);
  assert.deepEqual(found.map(({ kind, seq }) => seq ?? kind), ['day', 1, 2, 'new', 3]);
  assert.equal(found.at(-1).lead, true);
  assert.equal(rows({ ...from, marker: null }).at(-1).lead, true);
  assert.equal(rows(from)[2], found[2], 'the same row again');
});

test('who comes and goes one after another stands in one row, until something else happens or the day ends', () => {
  const passing = (seq, type, at) => ({ seq, type, id: `n${seq}`, user: jun, text: '', at });
  const notes = [passing(1, 'join', minute(1)), passing(2, 'leave', minute(2)), passing(4, 'join', minute(4)), passing(5, 'topic', minute(5)), passing(6, 'leave', minute(6)), passing(7, 'join', '2026-03-04T10:00:00.000Z')];
  const from = { messages: [event(3, minute(3))], posts: [], marker: null, me };
  const found = rows({ ...from, notes });
  assert.deepEqual(found.map(({ kind, events = [] }) => [kind, ...events.map(({ seq }) => seq)].join(' ')), ['day', 'note 1 2', 'message', 'note 4', 'note 5', 'note 6', 'day', 'note 7']);
  assert.equal(rows({ ...from, notes })[1], found[1], 'the same row again');
  const longer = rows({ ...from, messages: [], notes: notes.slice(0, 3) });
  assert.deepEqual([longer[1].key, longer[1].events.length], [found[1].key, 3], 'and it grows in its place');
});

test('what waits stands behind the newest note, too', () => {
  const notes = [{ seq: 1, type: 'leave', id: 'n', user: jun, text: '', at: '2026-03-02T10:00:00.000Z' }];
  assert.deepEqual(kinds({ notes, posts: [post('old', '2026-02-20T10:00:00.000Z')] }), ['day', 'note', 'old']);
});

test('whose message it is shows, whoever looked before', () => {
  const events = [event(1, minute(1))];
  const own = () => rows({ messages: events, posts: [], marker: null, me: jun })[1].own;
  assert.equal(rows({ messages: events, posts: [], marker: null, me })[1].own, false);
  assert.equal(own(), true);
});

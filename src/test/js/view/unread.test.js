import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextUnread, unreadElsewhere } from '#page/view/unread.js';

/** A list of rooms, of which some are unread, and one is open. */
function place(ids, unread, open, talks = []) {
  const [mine, direct] = [ids, talks].map((each) => each.map((id) => ({ id })));
  const rooms = { all: new Map([...mine, ...direct].map((room) => [room.id, room])), sections: () => ({ favourite: [], mine, direct, archived: [] }), attention: ({ id }) => Number(unread.includes(id)) };
  return /** @type {any} */ ({ rooms, layout: { room: open } });
}

test('the next unread room comes after the open one, and round', () => {
  const ids = ['a', 'b', 'c', 'd'];
  assert.equal(nextUnread(place(ids, ['a', 'd'], 'b')).id, 'd');
  assert.equal(nextUnread(place(ids, ['a', 'd'], 'd')).id, 'a');
  assert.equal(nextUnread(place(ids, ['a', 'd'], '')).id, 'a');
  assert.equal(nextUnread(place(ids, ['b'], 'b')), undefined);
});

test('elsewhere is where one is not', () => {
  assert.deepEqual(unreadElsewhere(place(['a', 'b', 'c'], ['a', 'b'], 'b')).map(({ id }) => id), ['a']);
});

test('conversations come after the rooms, as in the list', () => {
  assert.equal(nextUnread(place(['a', 'b'], ['a', 't'], 'b', ['t'])).id, 't');
  assert.equal(nextUnread(place(['a', 'b'], ['a'], 't', ['t'])).id, 'a');
});

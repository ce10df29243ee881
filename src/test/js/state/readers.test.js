import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Looked } from '#page/state/looked.js';
import { maySeeReaders } from '#page/state/rights.js';
import { later, refusal } from '../support/house.js';

/** What the line is asked, and how it answers. */
function looked(answer) {
  const asked = [];
  const line = /** @type {any} */ ({ ask: async (address, body) => {
    asked.push({ address, body });
    return answer(body);
  } });
  return { asked, readers: new Looked(line, 'chat.readers', ({ users }) => users) };
}

test('one sees who has read the message that one looks at, and of an earlier one nothing', async () => {
  const first = later();
  const { asked, readers } = looked(async ({ seq }) => {
    if (seq === 1) await first;
    return { users: [`u${seq}`] };
  });
  const early = readers.look('r', 1);
  await readers.look('r', 2);
  first.give();
  await early;
  assert.deepEqual([asked.length, readers.seq, readers.all], [2, 2, ['u2']]);
  readers.forget();
  assert.deepEqual([readers.room, readers.all], ['', null]);
});

test('why it cannot be seen is said', async () => {
  const { readers } = looked(() => Promise.reject(refusal('not_permitted')));
  await readers.look('r', 1);
  assert.deepEqual([readers.all, readers.problem?.code], [null, 'not_permitted']);
});

test('it is offered to members of small rooms', () => {
  const room = (joined, members) => /** @type {any} */ ({ joined, members });
  assert.deepEqual([room(true, 20), room(true, 21), room(false, 2)].map(maySeeReaders), [true, false, false]);
});

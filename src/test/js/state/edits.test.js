import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Edits } from '#page/state/edits.js';
import { later, refusal } from '../support/house.js';

/** The edits 1 to so many of message 1 at a server, which may know of no pages; asked is what it was asked. */
function edited(count, { paged = true } = {}) {
  const asked = [];
  const all = Array.from({ length: count }, (_, i) => ({ seq: i + 2, user: { id: 'u', name: 'U' }, at: '', before: `text ${i}` }));
  const line = /** @type {any} */ ({ ask: async (address, body) => {
    asked.push(body.before);
    return { edits: all.filter(({ seq }) => !paged || !body.before || seq < body.before).slice(-50) };
  } });
  return { asked, line, edits: new Edits(line) };
}

const said = ({ all }) => all.map(({ before }) => before);

test('all that a message has ever said is had page after page', async () => {
  const { asked, edits } = edited(102);
  await edits.look('r', 1);
  assert.deepEqual([said(edits)[0], edits.hasMore], ['text 52', true]);
  await Promise.all([edits.earlier(), edits.earlier()]);
  assert.deepEqual([edits.all?.length, edits.hasMore], [100, true]);
  await edits.earlier();
  assert.deepEqual(said(edits), Array.from({ length: 102 }, (_, i) => `text ${i}`));
  assert.deepEqual([asked, edits.hasMore], [[undefined, 54, 54, 4], false]);
});

test('of a node that knows of no pages one has the last ones once', async () => {
  const { edits } = edited(60, { paged: false });
  await edits.look('r', 1);
  await edits.earlier();
  assert.deepEqual([edits.all?.length, edits.hasMore], [50, false]);
});

test('what is there stays when no more can be had, and it can be asked for again', async () => {
  const { line, edits } = edited(60);
  await edits.look('r', 1);
  const { ask } = line;
  line.ask = () => Promise.reject(refusal('busy'));
  await edits.earlier();
  assert.deepEqual([edits.all?.length, edits.hasMore, edits.problem?.code], [50, true, 'busy']);
  line.ask = ask;
  await edits.earlier();
  assert.deepEqual([edits.all?.length, edits.hasMore, edits.problem], [60, false, null]);
});

test('an answer about a message that one looks at no more is let go', async () => {
  const { line, edits } = edited(60);
  await edits.look('r', 1);
  const { ask } = line;
  const slow = later();
  line.ask = async (address, body) => {
    await slow;
    return ask(address, body);
  };
  const earlier = edits.earlier();
  edits.forget();
  slow.give();
  await earlier;
  assert.deepEqual([edits.room, edits.all], ['', null]);
});

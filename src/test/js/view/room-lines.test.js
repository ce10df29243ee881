import assert from 'node:assert/strict';
import { test } from 'node:test';
import '../support/words.js';
import { lines } from '#page/view/room-lines.js';

const room = (i) => ({ id: `r${i}`, name: `Room ${i}`, topic: '', head: 5, members: 1, joined: true, read: 5 });

/** A chat with so many rooms, the first of which is open. */
function chat(count) {
  const state = { drafts: new Set(), deaf: new Set(), mentions: new Set(), here: new Set(), all: Array.from({ length: count }, (_, i) => room(i)) };
  const parts = {
    rooms: { unread: ({ head, read }) => head - read, mentions: ({ id }) => (state.mentions.has(id) ? 1 : 0) },
    layout: { room: 'r0' },
    drafts: state.drafts,
    draftsElsewhere: { has: () => false },
    live: { isDeaf: (id) => state.deaf.has(id) },
    session: { user: { id: 'me' } },
    cards: { of: () => null },
    presence: { here: () => ({ users: [...state.here].map((id) => ({ id })) }) },
  };
  return { ...state, layout: parts.layout, lines: () => lines(/** @type {any} */ (parts), state.all) };
}

/** The rooms whose lines are new after this. */
function changed(page, act) {
  const before = page.lines();
  act();
  return page.lines().filter((line) => !before.includes(line)).map(({ id }) => id);
}

test('a message in one of many rooms makes one line new', () => {
  const page = chat(2_000);
  assert.deepEqual(changed(page, () => page.all[7].head++), ['r7']);
  assert.deepEqual(changed(page, () => {}), []);
});

test('a message in the open room that is read at once makes none new', () => {
  const page = chat(20);
  assert.deepEqual(changed(page, () => Object.assign(page.all[0], { head: 6, read: 6 })), []);
});

test('the same rooms told anew make no line new', () => {
  const page = chat(20);
  assert.deepEqual(changed(page, () => page.all.splice(0, 20, ...page.all.map((each) => ({ ...each })))), []);
});

test('whatever a line shows makes it new', () => {
  const page = chat(5);
  assert.deepEqual(changed(page, () => (page.layout.room = 'r1')), ['r0', 'r1']);
  for (const shown of [page.drafts, page.deaf, page.mentions]) assert.deepEqual(changed(page, () => shown.add('r2')), ['r2']);
  assert.deepEqual(changed(page, () => (page.all[3].name = 'Another')), ['r3']);
  assert.deepEqual(changed(page, () => (page.all[4].topic = 'What for')), ['r4']);
  assert.deepEqual(changed(page, () => (page.all[4].muted = true)), ['r4']);
});

test('a line has what was said last and by whom, but where that is plain', () => {
  const page = chat(4);
  const at = new Date().toISOString();
  const [jun, me] = ['jun', 'me'].map((id) => ({ id, name: id }));
  page.all.forEach((each, i) => Object.assign(each, { last: i < 3 ? { seq: 1, user: i === 1 ? me : jun, text: '**hello** [there](https://example.com)', at } : null }));
  Object.assign(page.all[2], { kind: 'direct', people: [jun, me] });
  assert.deepEqual(page.lines().map(({ said }) => said.split(' ').slice(0, 2).join('')), ['jun:hello', 'You:hello', 'hellothere', '']);
  assert.deepEqual(page.lines().map(({ time }) => time !== ''), [true, true, true, false]);
  assert.deepEqual(changed(page, () => (page.all[0] = { ...page.all[0], last: { ...page.all[0].last, text: 'bye' } })), ['r0']);
});

test('a direct conversation has the face of the other one, and tells that somebody of them is here', () => {
  const page = chat(2);
  const people = ['me', 'jun', 'ada'].map((id) => ({ id, name: id }));
  Object.assign(page.all[0], { kind: 'direct', people: people.slice(0, 2) });
  Object.assign(page.all[1], { kind: 'direct', people });
  page.here.add('me');
  const told = () => page.lines().map(({ face, here }) => [face, here]);
  assert.deepEqual(told(), [['jun', false], ['', false]]);
  assert.deepEqual(changed(page, () => page.here.add('ada')), ['r1']);
  assert.deepEqual(told(), [['jun', false], ['', true]]);
  assert.deepEqual(changed(page, () => page.all.forEach((each) => (each.people = [...each.people]))), []);
});

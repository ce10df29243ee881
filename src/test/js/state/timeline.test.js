import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isNote, isPassing } from '#page/state/membership.js';
import { Timeline, WINDOW } from '#page/state/timeline.js';
import { Timelines } from '#page/state/timelines.js';
import { random } from '../support/browser.js';
import { House, later, refusal } from '../support/house.js';

const seqs = (timeline) => timeline.messages.map(({ seq }) => seq);

/** All messages and notes of the part of the log that the window covers, and no others. */
function assertGapless(timeline, house, note) {
  const { messages, notes, first, last } = timeline;
  if (messages.length > WINDOW) assert.fail(`${note}: ${messages.length} messages`);
  if (timeline.epoch !== house.epoch) return;
  const part = house.log.slice(Math.max(0, first - 1), last);
  const expected = part.filter(({ type }) => type === 'message').map(({ id }) => id).join(' ');
  const shown = messages.map(({ id }) => id).join(' ');
  if (shown !== expected) assert.fail(`${note}: ${seqs(timeline)} of ${first} to ${last}`);
  const noted = notes.map(({ seq }) => seq).join(' ');
  if (noted !== part.filter(isNote).map(({ seq }) => seq).join(' ')) assert.fail(`${note}: notes ${noted} of ${first} to ${last}`);
}

const withoutUse = (messages) => messages.map(({ asOf, edited, deleted, reactions, replies, pinned, mentions, ...message }) => ({
  ...message, ...(replies && { replies: { ...replies, mine: Boolean(replies.mine) } }), ...(edited && { edited }), ...(mentions && { mentions }), ...(pinned && { pinned }), ...(deleted && { deleted }), ...(reactions?.length && { reactions: reactions.map(({ mine, ...each }) => ({ ...each, mine: Boolean(mine) })) }),
}));

/** Each message of the window is as it is in the log. */
function assertAsTheyAre(timeline, house, note) {
  const { messages } = house.messages({ after: timeline.first - 1, before: timeline.last + 1, limit: WINDOW + 1 });
  const [shown, expected] = [withoutUse(timeline.messages), withoutUse(messages)];
  expected.forEach((message, index) => assert.deepEqual(shown[index], message, note));
}

/** A room's window and its deliveries come by different ways, so either may be ahead of the other. */
test('what the page of the log showed already is delivered, but not shown again', () => {
  const timeline = new Timeline();
  const events = (...numbers) => numbers.map((seq) => ({ seq, type: 'message' }));
  timeline.deliver({ epoch: 'e', head: 1, events: [] });
  timeline.fill({ epoch: 'e', head: 3, first: 1, last: 3, messages: events(1, 2, 3) });
  const fresh = [{ head: 2, events: events(2) }, { head: 4, events: events(3, 4) }, { head: 4, events: events(4) }]
    .map((body) => timeline.deliver({ epoch: 'e', ...body }).map(({ seq }) => seq));
  assert.deepEqual(fresh, [[2], [3, 4], []]);
  assert.deepEqual(seqs(timeline), [1, 2, 3, 4]);
});

test('a reconnect that replays while one reads further up leaves no hole, and what one reads stays', () => {
  const house = new House().fill(300);
  const timeline = new Timeline();
  timeline.fill(house.messages({ limit: 200 }));
  timeline.following = false;
  house.fill(1_000);
  timeline.deliver(house.delivery(300));
  timeline.deliver(house.delivery(800));
  assertGapless(timeline, house, 'after the replay');
  assert.equal(timeline.first, 101);
  assert.equal(timeline.cursor, 1_300);
  assert.equal(timeline.attached, false);
});

test('a delivery that does not join the window is left out, and its place is still to be loaded', () => {
  const { log } = new House().fill(4);
  const events = (from, to) => log.slice(from - 1, to);
  const timeline = new Timeline();
  timeline.fill({ epoch: 'e', head: 2, first: 1, last: 2, messages: events(1, 2) });
  timeline.deliver({ epoch: 'e', head: 4, events: events(4, 4) });
  assert.deepEqual([timeline.last, timeline.head, timeline.attached], [2, 4, false]);
  timeline.append({ epoch: 'e', head: 4, first: 3, last: 4, messages: events(3, 4) });
  assert.deepEqual([timeline.last, timeline.attached], [4, true]);
});

test('a page that does not join the window is left out', () => {
  const house = new House().fill(900);
  const timeline = new Timeline();
  timeline.fill(house.messages({}));
  const older = house.messages({ before: timeline.first });
  for (let after = 900; after < 1_400; after += 100) timeline.deliver((house.fill(100), house.delivery(after)));
  timeline.prepend(older);
  assertGapless(timeline, house, 'the window had moved on');
  timeline.append(house.messages({ after: 200 }));
  assertGapless(timeline, house, 'a page from elsewhere');
});

test('a reset takes phantom events and pages on their way with it', async () => {
  const house = new House().fill(150);
  const pages = [];
  const timelines = new Timelines({ ask: (address, body) => (pages.push({ answer: later(), page: house.messages(body) }), pages.at(-1).answer), listen() {}, unlisten() {} });
  const timeline = timelines.of('r');
  timelines.open('r', house.room('me'));
  pages[0].answer.give(pages[0].page);
  for (let i = 0; i < 6; i++) await null;
  const older = timelines.older('r');
  house.replace();
  house.fill(30, 'tom');
  timeline.deliver({ epoch: house.epoch, head: 30, reset: true });
  assert.deepEqual(timeline.messages, []);
  const opened = timelines.open('r', house.room('me'));
  pages[1].answer.give(pages[1].page);
  await older;
  assert.equal(timeline.loading, 'all', 'the late page ends nothing');
  pages[2].answer.give(pages[2].page);
  await opened;
  assertGapless(timeline, house, 'after the reset');
  assert.equal(timeline.last, 30);
});

test('events of another epoch begin anew, reset or not', () => {
  const house = new House().fill(20);
  const timeline = new Timeline();
  timeline.fill(house.messages({}));
  house.replace();
  timeline.deliver((house.fill(3), house.delivery(0)));
  assert.equal(timeline.loaded, false);
  assert.equal(timeline.head, 3);
  assert.equal(timeline.cursor, 3);
});

test('what could not be loaded is tried again where it is missing', async () => {
  const house = new House().fill(300);
  let isBusy = true;
  const line = { listen() {}, unlisten() {}, ask: async (address, body) => { if (isBusy && body.after === 200) throw refusal('busy'); return house.messages(body); } };
  const timelines = new Timelines(line);
  const timeline = timelines.of('r');
  timeline.fill({ ...house.messages({ after: 100 }), head: 300 });
  await timelines.newer('r');
  assert.deepEqual(timeline.problem, { code: 'busy', what: 'newer' });
  isBusy = false;
  await timelines.again('r', house.room('me'));
  assert.equal(timeline.problem, null);
  assert.equal(timeline.last, 300);
});

test('a log that became shorter is not asked for ever for what it lost', () => {
  const house = new House().fill(50);
  const timeline = new Timeline();
  timeline.fill(house.messages({ limit: 30 }));
  timeline.following = false;
  timeline.deliver({ epoch: 'e1', head: 60 });
  assert.equal(timeline.attached, false);
  timeline.append(house.messages({ after: 50 }));
  assert.equal(timeline.attached, true);
});

test('whatever order pages, deliveries and resets come in, the window has no hole and no phantom, and reaches the newest', async () => {
  for (let seed = 1; seed <= 150; seed++) await scramble(seed);
});

const PEOPLE = ['me', 'jun', 'tom', 'ann', 'bea', 'cho', 'dan'];

/** A reader moves about while others write, the line breaks, and pages come late and out of order. */
async function scramble(seed) {
  const next = random(seed);
  const pick = (n) => Math.floor(next() * n);
  const house = new House().fill(pick(700));
  const held = [];
  const line = { ask: (address, body) => (held.push({ answer: later(), page: house.messages(body) }), held.at(-1).answer), listen() {}, unlisten() {} };
  const timelines = new Timelines(line, () => 'me');
  const timeline = timelines.of('r');
  const replies = () => {
    for (let i = pick(8), ref = anything(); i > 0 && ref; i--, ref = anything()) house.reply(PEOPLE[pick(PEOPLE.length)], ref, 'so '.repeat(pick(90)));
  };
  const anything = () => house.log.filter(({ type }) => type === 'message').at(-1 - pick(Math.min(300, house.head)))?.seq;
  const changes = () => {
    for (let i = pick(12), ref = anything(); i > 0 && ref; i--, ref = anything()) {
      house.change(['me', 'jun', 'tom'][pick(3)], ['edit', 'delete', 'react', 'react', 'unreact', 'pin', 'pin', 'unpin'][pick(8)], ref, ['👍', '🎉'][pick(2)]);
    }
  };
  let told = house.head;
  timeline.deliver({ epoch: house.epoch, head: told });
  const release = async () => {
    const [one] = held.splice(pick(held.length), 1);
    one?.answer.give(one.page);
    for (let i = 0; i < 6; i++) await null;
  };
  const steps = [
    () => house.fill(1 + pick(40)),
    changes, replies,
    () => { for (let i = pick(4); i > 0; i--) house.note('jun', ['invite', 'role', 'remove', 'leave'][pick(4)], 'tom'); },
    () => { house.settle('jun', ['rename', 'topic', 'slow', 'archive', 'unarchive'][pick(5)], '5'); },
    () => { timelines.quote('r'); },
    () => { if (timeline.epoch === house.epoch) timeline.deliver(house.delivery(told, 1 + pick(500))), told = Math.max(told, timeline.cursor); },
    () => { timelines.open('r', { ...house.room('me'), joined: true, read: pick(house.head + 1) }); },
    () => { timelines.older('r'); },
    () => { timelines.newer('r'); },
    () => { timelines.latest('r'); },
    () => { timelines.stay('r'); },
    () => { timeline.following = next() < 0.5; },
    () => { if (pick(8) === 0) house.replace(), house.fill(pick(50)), timeline.deliver({ epoch: house.epoch, head: (told = house.head), reset: true }); },
    release, release, release,
  ];
  for (let step = 0; step < 80; step++) {
    await steps[pick(steps.length)]();
    assertGapless(timeline, house, `seed ${seed}, step ${step}`);
  }
  while (held.length) await release();
  if (timeline.epoch === house.epoch) timeline.deliver(house.delivery(told));
  for (let tries = 0; tries < 40 && !timeline.attached; tries++) {
    if (timeline.loaded) timelines.newer('r');
    else timelines.open('r', house.room('me'));
    while (held.length) await release();
  }
  for (let tries = 0; tries < 20 && timeline.unquoted; tries++) {
    timelines.quote('r');
    while (held.length) await release();
  }
  assertGapless(timeline, house, `seed ${seed}, at the end`);
  assert.equal(timeline.last, house.head, `seed ${seed}: reaches the newest`);
  assertAsTheyAre(timeline, house, `seed ${seed}: each as it is`);
}

test('who types, or who is here, is no news of the log', () => {
  const house = new House().fill(3);
  const timeline = new Timeline();
  timeline.fill(house.messages({}));
  const { version } = timeline;
  timeline.deliver({ epoch: house.epoch, head: 3, typing: [] });
  timeline.deliver({ epoch: house.epoch, head: 3, presence: { count: 0, users: [] } });
  assert.equal(timeline.version, version);
  for (const body of [house.fill(1).delivery(3), { epoch: house.epoch, head: 5 }, { epoch: 'another', head: 5 }]) {
    const before = timeline.version;
    timeline.deliver(body);
    assert.ok(timeline.version > before, JSON.stringify(body));
  }
});

test('a full window moves on with a reader who follows, and not for each message', () => {
  const house = new House().fill(WINDOW);
  const timeline = new Timeline();
  timeline.fill(house.messages({ limit: WINDOW }));
  let moves = 0;
  for (let cursor = WINDOW; cursor < WINDOW + 200; cursor++) {
    const { first } = timeline;
    timeline.deliver(house.fill(1).delivery(cursor));
    assertGapless(timeline, house, `after ${cursor}`);
    if (timeline.first !== first) moves++;
  }
  assert.equal(timeline.last, WINDOW + 200);
  assert.equal(moves, 2);
});

test('however many come and go, what else was done further up is there', () => {
  const house = new House().fill(1);
  house.settle('jun', 'rename', 'Otherwise');
  house.note('jun', 'ban', 'tom');
  house.change('jun', 'pin', 1);
  for (let i = 0; i < 150; i++) {
    for (let come = 0; come < 5; come++) house.note(`guest ${i}.${come}`, come % 2 ? 'leave' : 'join');
    house.post('jun', `text ${i}`);
  }
  const timeline = new Timeline();
  timeline.fill(house.messages({}));
  timeline.prepend(house.messages({ before: timeline.first }));
  const passing = timeline.notes.filter(isPassing);
  assert.deepEqual(timeline.notes.filter((event) => !isPassing(event)).map(({ type }) => type), ['rename', 'ban', 'pin']);
  assert.deepEqual([passing.length, passing.at(-1).seq], [500, house.head - 1], 'of those, the newest');
  assert.deepEqual(timeline.notes.map(({ seq }) => seq), timeline.notes.map(({ seq }) => seq).sort((one, other) => one - other));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { random } from '../support/browser.js';
import { Clock } from '../support/clock.js';
import { House, later } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

test('whatever happens in between, what one posted is in view until it is in the log, and in the log once and in order', async () => {
  const clock = Clock.install();
  try {
    for (let seed = 1; seed <= 60; seed++) await live(clock, seed);
  } finally {
    clock.restore();
  }
});

/** Two tabs of one person; the line breaks, answers come late, refuses for a while, a tab dies and comes back, others write. */
async function live(clock, seed) {
  const next = random(seed);
  const pick = (n) => Math.floor(next() * n);
  const house = new House().fill(pick(400));
  if (next() < 0.5) house.joined.add('me');
  house.read = pick(house.head + 1);
  const browser = new Browser();
  const tabs = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  const written = [];
  const any = () => tabs[pick(2)];
  const isUp = (tab) => tab.line.isUp;
  const steps = [
    () => { const text = `post ${written.length}`; if (any().chat.writing.post(text)) written.push(text); },
    () => { const text = `post ${written.length}`; if (any().chat.writing.post(text)) written.push(text); },
    () => house.fill(1 + pick(30)),
    () => tabs.filter(isUp).forEach((tab) => tab.hears()),
    () => { const tab = any(); if (isUp(tab)) tab.hears(); },
    () => any().loses(),
    () => any().connects(),
    () => { const tab = any(); tab.line.held ??= later(); },
    () => { for (const { line } of tabs) line.held?.give(), (line.held = null); },
    () => { const tab = any(); tab.line.refuses = (address) => next() < 0.3 && (address === 'chat.post' || address === 'chat.messages') && ['busy', 'lost', 'timeout'][pick(3)]; },
    () => { any().line.refuses = () => null; },
    () => any().chat.timelines.older('r'),
    () => any().chat.timelines.newer('r'),
    () => any().chat.timelines.stay('r'),
    () => any().chat.reading.look({ atBottom: next() < 0.5 }),
    () => clock.pass(pick(6_000)),
    async () => { const place = pick(2); tabs[place].line.held?.give(); tabs[place].dies(); await settled(); await (tabs[place] = new Tab(house, 'me', browser)).comes(); },
  ];
  for (let step = 0; step < 60; step++) {
    const act = steps[pick(steps.length)];
    const done = Promise.resolve(act());
    await Promise.race([done, settled()]);
    await settled();
    for (const tab of tabs) assertShown(tab, house, written, `seed ${seed}, step ${step}`);
  }
  for (const tab of tabs) {
    tab.line.refuses = () => null;
    tab.line.held?.give();
    tab.line.held = null;
    await tab.connects();
  }
  await clock.pass(30_000);
  const mine = house.log.filter(({ user }) => user.id === 'me').map(({ text }) => text);
  assert.deepEqual([...mine].sort(), [...written].sort(), `seed ${seed}: each once`);
  assert.deepEqual(mine, written, `seed ${seed}: in order`);
  assert.equal(browser.disk.posts.size, 0, `seed ${seed}: nothing is left on the disk`);
  for (const tab of tabs) {
    tab.hears();
    for (let pages = 0; pages < 20 && !tab.chat.timeline.attached; pages++) await tab.chat.timelines.newer('r');
    await settled();
    assert.deepEqual(tab.chat.outbox.posts, [], `seed ${seed}: nothing is left in the outbox`);
  }
}

/** In the log, where the reader has gone elsewhere and does not wait to see it, it may be beyond what is loaded. */
function assertShown(tab, house, written, note) {
  const { timeline } = tab.chat;
  if (!timeline.loaded) return;
  const shown = tab.shown;
  assert.equal(new Set(shown).size, shown.length, `${note}: twice in ${shown.slice(-5)}`);
  for (const text of written) {
    const seq = house.log.find((event) => event.text === text)?.seq;
    const isAbove = seq && seq < timeline.first;
    if (shown.includes(text)) tab.left.delete(text);
    else if (seq && !timeline.wantsLatest && seq > timeline.last) tab.left.add(text);
    else if (!isAbove && !tab.left.has(text)) assert.fail(`${note}: ${text} (${seq}) is not shown in ${timeline.first}–${timeline.last} of ${timeline.head}`);
  }
}

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { PeopleSearch } from '#page/state/people-search.js';
import { Clock } from '../support/clock.js';
import { House, HouseLine, later, refusal } from '../support/house.js';

let clock;
let house;
let line;
let search;
beforeEach(() => {
  clock = Clock.install();
  house = new House();
  line = new HouseLine(house, 'me');
  search = new PeopleSearch(/** @type {any} */ (line));
});
afterEach(() => clock.restore());

const begin = (most = 7) => {
  search.begin({ most, isWanted: ({ id }) => id !== 'me' });
  return clock.pass(0);
};
const found = () => search.found.map(({ id }) => id);
const asked = () => house.asked.map(({ body }) => body.search ?? '');

test('before anything is written, some are there to choose from', async () => {
  await begin();
  assert.deepEqual(found(), ['ada', 'jun', 'tom']);
});

test('what is typed in one go is asked for once', async () => {
  await begin();
  for (const text of ['j', 'ju', 'jun']) search.search(text);
  assert.equal(search.isKnown, false);
  await clock.pass(200);
  assert.deepEqual([asked(), found(), search.isKnown], [['', 'jun'], ['jun'], true]);
});

test('a late answer to what was written before is no answer', async () => {
  await begin();
  const slow = (line.held = later());
  search.search('t');
  await clock.pass(200);
  line.held = null;
  search.search('a');
  await clock.pass(200);
  slow.give();
  await clock.pass(0);
  assert.deepEqual(found(), ['ada']);
});

test('Enter chooses whom the answer has first, if nothing else is written until then', async () => {
  await begin();
  const enter = () => search.pick((user) => search.choose(user));
  search.search('un');
  assert.deepEqual(found(), ['jun'], 'who was there already');
  enter();
  assert.deepEqual(search.chosen.map(({ id }) => id), ['jun']);
  await clock.pass(0);
  house.people.push('zoe');
  search.search('zo');
  enter();
  search.search('z');
  await clock.pass(200);
  assert.equal(search.chosen.length, 1);
  search.search('zoe');
  search.found = [];
  enter();
  await clock.pass(200);
  assert.deepEqual(search.chosen.map(({ id }) => id), ['jun', 'zoe']);
});

test('who is chosen is not found again, up to as many as may be', async () => {
  await begin(2);
  search.search('ju');
  await clock.pass(200);
  search.choose({ id: 'jun', name: 'jun' });
  await clock.pass(0);
  assert.deepEqual([search.text, found()], ['', ['ada', 'tom']]);
  search.choose({ id: 'tom', name: 'tom' });
  search.choose({ id: 'ada', name: 'ada' });
  assert.deepEqual([search.isFull, search.chosen.map(({ id }) => id)], [true, ['jun', 'tom']]);
  search.drop({ id: 'jun', name: 'jun' });
  await clock.pass(0);
  assert.deepEqual([search.isFull, found()], [false, ['ada', 'jun']]);
});

test('why nobody could be found is known', async () => {
  line.isUp = false;
  await begin();
  assert.equal(search.problem.code, 'offline');
});

test('the keys go round among those found, and to the first as soon as something is written', async () => {
  await begin();
  const active = () => search.found[search.active]?.id;
  assert.equal(active(), undefined);
  const went = [1, 1, 1, 1, -1].map((step) => (search.move(/** @type {any} */ (step)), active()));
  assert.deepEqual(went, ['ada', 'jun', 'tom', 'ada', 'tom']);
  await begin();
  search.move(-1);
  assert.equal(active(), 'tom');
  search.search('u');
  assert.equal(active(), 'jun', 'who is meant no more is gone before the answer comes');
  search.choose({ id: 'jun', name: 'jun' });
  assert.equal(active(), undefined);
});

test('who is too quick is answered a moment later, for what is written then', async () => {
  await begin();
  line.refuses = () => refusal('rate_limited', 2);
  search.search('j');
  await clock.pass(200);
  assert.deepEqual([search.isKnown, search.problem], [false, null]);
  line.refuses = () => null;
  await clock.pass(2_000);
  assert.deepEqual([search.isKnown, found()], [true, ['jun']]);
  line.refuses = () => refusal('rate_limited', 2);
  search.search('t');
  await clock.pass(200);
  line.refuses = () => null;
  search.search('to');
  await clock.pass(3_000);
  assert.deepEqual([asked(), found()], [['', 'j', 'to'], ['tom']], 'nothing is asked for twice');
});

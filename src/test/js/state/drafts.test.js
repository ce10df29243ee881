import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Drafts } from '#page/state/drafts.js';
import { Memory } from '#page/state/memory.js';
import { Area, Street } from '../support/browser.js';

const drafts = (area, street = new Street()) => new Drafts(new Memory(() => /** @type {any} */ (area)), street.tab());

test('a reconnect leaves alone what is being typed, whatever another tab has written', () => {
  const area = new Area();
  const [a, b] = [drafts(area), drafts(area)];
  a.of('me');
  b.of('me');
  a.write('r', 'half a thou');
  b.write('r', 'something else');
  a.of('me');
  assert.equal(a.text('r'), 'half a thou');
  b.write('r', '');
  a.of('me');
  assert.deepEqual([a.text('r'), b.text('r')], ['half a thou', '']);
});

test('two tabs that write into two rooms keep both', () => {
  const area = new Area();
  const [a, b] = [drafts(area), drafts(area)];
  a.of('me');
  b.of('me');
  a.write('one', 'first');
  b.write('two', 'second');
  const next = drafts(area);
  next.of('me');
  assert.deepEqual([next.text('one'), next.text('two')], ['first', 'second']);
});

test('a draft that was sent in one tab stands in no other, unless it was typed there', () => {
  const [area, street] = [new Area(), new Street()];
  const [a, b, other] = [drafts(area, street), drafts(area, street), drafts(area, street)];
  a.of('me');
  a.write('r', 'to be sent');
  a.write('s', 'unfinished');
  b.of('me');
  other.of('other');
  b.write('s', 'typed here');
  a.write('r', '');
  a.write('s', '');
  assert.deepEqual([b.text('r'), b.text('s')], ['', 'typed here']);
  a.write('r', 'the next one');
  assert.deepEqual([b.text('r'), other.text('r')], ['the next one', '']);
});

test('without storage a draft is there until the page goes', () => {
  const area = Object.assign(new Area(), { isForbidden: true });
  const only = drafts(area);
  only.of('me');
  only.write('r', 'typed');
  only.of('me');
  assert.equal(only.text('r'), 'typed');
});

test('a full storage does not bring back what was typed before', () => {
  const area = new Area();
  const only = drafts(area);
  only.of('me');
  only.write('r', 'old');
  area.isForbidden = true;
  only.write('r', 'new');
  area.isForbidden = false;
  assert.equal(only.text('r'), 'new');
  only.of('me');
  assert.equal(only.text('r'), 'new');
});

test('each person has drafts of their own', () => {
  const area = new Area();
  const only = drafts(area);
  only.of('me');
  only.write('r', 'mine');
  only.of('other');
  assert.equal(only.text('r'), '');
  only.of('me');
  assert.equal(only.text('r'), 'mine');
});

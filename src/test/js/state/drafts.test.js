import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Drafts } from '#page/state/drafts.js';
import { Memory } from '#page/state/memory.js';
import { Area } from '../support/browser.js';

const drafts = (area) => new Drafts(new Memory(() => /** @type {any} */ (area)));

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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tabs } from '#page/state/tabs.js';
import { Street } from '../support/browser.js';

test('where no channel may be used, a tab is alone', () => {
  const alone = new Tabs();
  alone.hear('read', () => assert.fail('nobody is there'));
  alone.tell('read', { room: 'r', seq: 1 });
});

test('the others hear what concerns them', () => {
  const street = new Street();
  const [one, other] = [street.tab(), street.tab()];
  const heard = [];
  other.hear('read', ({ seq }) => heard.push(seq));
  one.tell('read', { room: 'r', seq: 1 });
  one.tell('something else', {});
  assert.deepEqual(heard, [1]);
});

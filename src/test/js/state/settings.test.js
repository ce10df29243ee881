import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory } from '#page/state/memory.js';
import { Settings } from '#page/state/settings.js';
import { Area } from '../support/browser.js';

test('what was chosen in one tab is not taken back by another, which follows', () => {
  const area = new Area();
  const [one, other] = [1, 2].map(() => new Settings(new Memory(() => /** @type {any} */ (area)), 'en'));
  one.choose({ language: 'ko' });
  other.choose({ theme: 'dark' });
  assert.deepEqual([other.language, other.theme], ['ko', 'dark']);
  one.recall();
  assert.deepEqual([one.language, one.theme], ['ko', 'dark']);
});

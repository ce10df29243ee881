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

/** A browser, of this language. */
function browser(language = /** @type {'en' | 'ko'} */ ('en')) {
  const area = new Area();
  return () => new Settings(new Memory(() => /** @type {any} */ (area)), language);
}

const shown = ({ language, theme, people, singleKeys, undoSeconds, skinTone }) => ({ language, theme, people, singleKeys, undoSeconds, skinTone });

test('nothing of who has gone is left to the next one but how the browser speaks and looks, and what belongs to it', () => {
  const open = browser();
  const settings = open();
  settings.belongTo('ada');
  settings.choose({ language: 'ko', theme: 'dark', people: false, singleKeys: false, undoSeconds: 60, skinTone: 3 });
  settings.belongTo(undefined);
  const left = { language: 'ko', theme: 'dark', people: false, singleKeys: true, undoSeconds: 5, skinTone: undefined };
  assert.deepEqual([shown(settings), shown(open())], [left, left]);
  settings.belongTo('jun');
  settings.take({});
  assert.deepEqual(shown(settings), left);
  settings.take({ theme: 'light' });
  settings.belongTo('tom');
  assert.deepEqual(shown(settings), { ...left, theme: 'light' }, 'also where one follows the other at once');
});

test('whoever has been here stays themself after a reload, and another one who comes is not taken for them', () => {
  const open = browser();
  open().belongTo('ada');
  open().choose({ undoSeconds: 60 });
  const again = open();
  again.belongTo('ada');
  assert.equal(again.undoSeconds, 60);
  again.belongTo('jun');
  assert.equal(again.undoSeconds, 5);
});

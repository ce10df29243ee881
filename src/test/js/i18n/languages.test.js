import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

/** Every text by its path: how many there are in a list, how many arguments it takes. */
function shape(value, path) {
  if (Array.isArray(value)) return [`${path} ${value.length}`];
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, each]) => shape(each, `${path}.${key}`));
  return [`${path} ${typeof value === 'function' ? `${value.length} arguments` : typeof value}`];
}

for (const page of ['', 'lab/', 'cluster/']) {
  test(`both languages say the same things at /${page}`, async () => {
    const [{ en }, { ko }] = await Promise.all(['en', 'ko'].map((language) => import(`#page/${page}i18n/${language}.js`)));
    assert.deepEqual(shape(en, 'words').sort(), shape(ko, 'words').sort());
  });
}

test('the best language is the first one that there is, by its whole name', async () => {
  const { bestLanguage } = await import('#page/i18n/index.js');
  assert.deepEqual([['ko-KR', 'en'], ['kok-IN', 'en-GB'], ['fr'], ['de', 'ko']].map(bestLanguage), ['ko', 'en', 'en', 'ko']);
});

test('no text is there twice, of which only the last would count', async () => {
  for (const language of ['en', 'ko']) {
    const source = await readFile(new URL(`../webroot/i18n/${language}.js`, import.meta.url), 'utf8');
    const keys = [...source.matchAll(/^  (\w+):/gm)].map(([, key]) => key);
    assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), [], language);
  }
});

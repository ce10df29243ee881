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

/** What programs do wrong, and not people. */
const OF_PROGRAMS = ['bad_json', 'bad_frame', 'bad_request', 'bad_id', 'bad_cursor', 'bad_media_type', 'id_reused', 'method_not_allowed', 'not_admin', 'not_found', 'publish_refused',
  'unknown_address', 'upgrade_required'];

test('each problem that somebody can have at the page is told in words', async () => {
  const { en } = await import('#page/i18n/en.js');
  const table = await readFile(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');
  const codes = [...table.matchAll(/^\| `([a-z_]+)` \| \d{3} \|/gm)].map(([, code]) => code);
  assert.ok(codes.length > 80, String(codes.length));
  assert.deepEqual(codes.filter((code) => !OF_PROGRAMS.includes(code) && !(code in en.problems)), []);
});

test('no text is there twice, of which only the last would count', async () => {
  for (const language of ['en', 'ko']) {
    const source = await readFile(new URL(`../webroot/i18n/${language}.js`, import.meta.url), 'utf8');
    const keys = [...source.matchAll(/^  (\w+):/gm)].map(([, key]) => key);
    assert.deepEqual(keys.filter((key, at) => keys.indexOf(key) !== at), [], language);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Echo } from '#page/view/composer/echo.js';
import { EnterKey } from '#page/view/composer/enter.js';

const enter = (init) => ({ key: 'Enter', code: 'Enter', preventDefault() {}, ...init });
const composing = enter({ key: 'Process', keyCode: 229, isComposing: true });
const afterwards = enter({ keyCode: 229 });
const plain = enter({ keyCode: 13 });

/** How often these events send. */
async function sends(...events) {
  let times = 0;
  const key = new EnterKey(() => times++);
  for (const [name, event] of events) {
    key[name](event);
    await new Promise((done) => setTimeout(done));
  }
  return times;
}

const start = ['compositionstart', {}];
const shows = (data) => ['compositionupdate', { data }];
const end = (data) => ['compositionend', { data }];
const up = ['keyup', plain];

test('a composition that leaves nothing needs one press', async () => {
  assert.equal(await sends(start, shows('ㅎ'), shows(''), ['keydown', composing], end(''), up), 1, 'Chrome, Firefox');
  assert.equal(await sends(start, shows('ㅎ'), shows(''), end(''), ['keydown', afterwards], up), 1, 'Safari');
});

test('an end without its text is that of what was shown', async () => {
  assert.equal(await sends(start, shows('한'), ['keydown', composing], end(''), up), 1);
  assert.equal(await sends(start, shows('漢字'), ['keydown', composing], end(''), up), 0, 'a candidate is picked');
});

test('after a candidate was picked the next press sends, whatever its code', async () => {
  assert.equal(await sends(start, shows('日本'), ['keydown', composing], end('日本'), up, ['keydown', afterwards], up), 1, 'Chrome');
  assert.equal(await sends(start, shows('日本'), end('日本'), ['keydown', afterwards], up, ['keydown', afterwards], up), 1, 'Safari');
  assert.equal(await sends(start, shows('日本'), end('日本'), ['keydown', { key: 'a', code: 'KeyA' }], ['keydown', afterwards], up), 1, 'ended by another key');
});

test('a composition that never ended is over when the field was left', async () => {
  assert.equal(await sends(start, shows('하'), ['blur', {}], ['keydown', plain], up), 1);
});

test('a press that an input method sees without a composition sends', async () => {
  assert.equal(await sends(['keydown', afterwards], up), 1);
});

test('a press sends once, whatever comes after it', async () => {
  assert.equal(await sends(start, shows('요'), ['keydown', composing], end('요'), ['keydown', plain], up), 1, 'macOS');
});

const written = (value, inputType, isComposing = true) => ({ inputType, isComposing, target: { value } });

test('what an input method writes once more is an echo', () => {
  const echo = new Echo();
  echo.composes();
  echo.begin('반가워요');
  assert.equal(echo.is(written('요', 'insertCompositionText')), true);
  assert.equal(echo.is(written('반가워요', 'insertFromComposition')), true);
  assert.equal(echo.is(written('요', 'insertText', false)), true, 'while the key is down');
  echo.release();
  assert.equal(echo.is(written('요', 'insertText', false)), false, 'an emoji panel, a voice');
  assert.equal(echo.is(written('요', 'insertFromPaste')), false);
  assert.equal(echo.is(written('워', 'insertCompositionText')), false, 'something else');
});

test('what somebody types after that is none', () => {
  for (const types of ['composes', 'end']) {
    const echo = new Echo();
    echo.composes();
    echo.begin('요');
    echo[types]();
    assert.equal(echo.is(written('요', 'insertCompositionText')), false);
  }
  const keys = new Echo();
  keys.begin('ok');
  assert.equal(keys.is(written('ok', 'insertText')), false, 'without an input method');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isolated, listed } from '#page/i18n/isolation.js';
import { speak, t } from '#page/i18n/index.js';
import '../support/words.js';

const NAMES = ['דנה', 'سارة', 'דנה 3!', 'Ann\u200f', 'a\u202eb', 'a\u2066b', 'a\u2069b', 'שלום\nעולם', '\u2067a', '\u0750', '\u{1e900}'];
const TURNS = /[\u0590-\u08ff\u200f\u202a-\u202e\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** What stands in no isolate. @param {string} text */
function outside(text) {
  return text.split('\n').map((line) => {
    let [depth, rest] = [0, ''];
    for (const char of line) {
      if ('\u2066\u2067\u2068'.includes(char)) depth++;
      else if (char === '\u2069') depth--;
      else if (depth === 0) rest += char;
      assert.ok(depth >= 0, `ends what it has not begun: ${JSON.stringify(text)}`);
    }
    assert.equal(depth, 0, `does not end what it begins: ${JSON.stringify(text)}`);
    return rest;
  }).join('\n');
}

/** All that a sentence can say of these facts, whichever of them it takes as names, as lists of names, or as numbers. */
function* said(sentence, parameters, name) {
  const facts = [name, [name, 'Ann', name], 3, undefined];
  for (let choice = 0; choice < facts.length ** parameters; choice++) {
    const chosen = Array.from({ length: parameters }, (_, at) => facts[Math.floor(choice / facts.length ** at) % facts.length]);
    try {
      yield sentence(...chosen);
    } catch {
      // It takes another kind.
    }
  }
}

const texts = (value) => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(texts) : []);

/** With what they are in the dictionary, which knows how many facts each takes. */
function* sentences(words, dictionary, path = '') {
  for (const [key, each] of Object.entries(dictionary)) {
    if (typeof each === 'function') yield { name: `${path}${key}`, sentence: words[key], parameters: each.length };
    else if (each && typeof each === 'object' && !Array.isArray(each)) yield* sentences(words[key], each, `${path}${key}.`);
  }
}

for (const language of /** @type {const} */ (['en', 'ko'])) {
  test(`no name turns a sentence in ${language}`, async () => {
    const dictionary = (await import(`#page/i18n/${language}.js`))[language];
    speak(language);
    const naming = new Set();
    for (const { name: key, sentence, parameters } of sentences(t, dictionary)) {
      for (const name of NAMES) {
        for (const text of [...said(sentence, parameters, name)].flatMap(texts)) {
          if (TURNS.test(text)) naming.add(key);
          assert.ok(!TURNS.test(outside(text)), `${key}: ${JSON.stringify(text)}`);
        }
      }
    }
    for (const key of ['typing', 'names', 'announceOne', 'deletedBy', 'removeQuestion', 'notes.invite', 'notes.rename', 'unknownProblem', 'invitedBy']) assert.ok(naming.has(key), `${key} was not tried`);
    speak('en');
  });
}

test('what turns nothing is as it was', () => {
  for (const text of ['Ann', '민지', '山田', '👩‍👩‍👧', 'क्षि', '3', '', 'moderator', 'a\nb']) assert.equal(isolated(text), text);
  assert.equal(t.typing(['Ann'], 0), 'Ann is typing…');
  assert.equal(t.typing(['דנה', 'Ann', 'רון'], 0), '\u2068דנה\u2069, Ann and \u2068רון\u2069 are typing…');
});

test('an isolate within a text stays, if the text ends it', () => {
  assert.equal(isolated('\u2068דנה\u2069, רון'), '\u2068\u2068דנה\u2069, רון\u2069');
  assert.equal(isolated('a\u2069\u2068b'), '\u2068ab\u2069');
  assert.equal(isolated('א\nb'), '\u2068א\u2069\n\u2068b\u2069');
  assert.equal(listed(['דנה']), 'דנה');
  assert.equal(listed(['דנה', 'Ann', 'רון']), '\u2068דנה\u2069, Ann, \u2068רון\u2069');
});

test('the particle behind a name is that of its last letter, isolated or not', () => {
  speak('ko');
  assert.match(t.notes.rename('준', undefined, '\u200f서울'), /‘\u2068\u200f서울\u2069’로 바꿨어요/);
  assert.match(t.notes.rename('준', undefined, 'דנה의 방'), /‘\u2068דנה의 방\u2069’으로 바꿨어요/);
  speak('en');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plain } from '#page/view/text/plain.js';

test('where nothing is formatted there are no marks', () => {
  for (const [text, expected] of [
    ['**마크다운(Markdown)**의 _기울임_과 `코드`', '마크다운(Markdown)의 기울임과 코드'],
    ['# 공지\n\n- 하나\n- 둘\n  1. 셋', '공지\n• 하나\n• 둘\n1. 셋'],
    ['> 몇 시예요?\n~~5시~~ 6시요', '“몇 시예요?”\n5시 6시요'],
    ['보세요:\n```js\nf(1);\n```', '보세요:\nf(1);'],
    ['|이름|수|\n|-|-:|\n|가|1|', '이름, 수\n가, 1'],
    ['[문서](https://example.com/a)와 https://example.com/b', '문서 (example.com)와 https://example.com/b'],
    ['위\n\n---\n아래', '위\n———\n아래'],
    ['2*3*4 snake_case ^_^', '2*3*4 snake_case ^_^'],
    ['🎉🎉', '🎉🎉'],
  ]) assert.equal(plain(text), expected);
});

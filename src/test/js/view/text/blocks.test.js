import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { blocks } from '#page/view/text/blocks.js';

/** A short form: the kind of each block, and what is in it. */
const inner = (nodes) => nodes.map(({ text, children }) => text ?? inner(children)).join('');
const short = (all) => all.map((block) => SHORT[block.type](block)).join(' ');
const SHORT = {
  text: ({ children }) => inner(children),
  heading: ({ level, children }) => `h${level}(${inner(children)})`,
  rule: () => 'rule',
  quote: ({ children }) => `quote(${short(children)})`,
  list: ({ ordered, items }) => `${ordered ? 'ol' : 'ul'}(${items.map(({ number, children }) => (ordered ? `${number}:` : '') + short(children)).join(' | ')})`,
  table: ({ align, head, rows }) => `table(${align.join()}; ${[head, ...rows].map((row) => row.map(inner).join(',')).join('; ')})`,
  code: ({ language, text }) => `code(${[language, text].filter(Boolean).join(': ')})`,
  emoji: ({ text }) => `emoji(${text})`,
};

const READ = {
  'lists': [
    ['- 하나\n- 둘', 'ul(하나 | 둘)'], ['* a\n* b', 'ul(a | b)'], ['장보기:\n- 우유\n- 빵\n끝', '장보기: ul(우유 | 빵) 끝'], ['1. 가\n2. 나', 'ol(1:가 | 2:나)'], ['1) 가\n2) 나', 'ol(1:가 | 2:나)'],
    ['- a\n  - b\n    - c\n- d', 'ul(a ul(b ul(c)) | d)'], ['1. a\n  - b\n  - c\n2. d', 'ol(1:a ul(b | c) | 2:d)'], ['1. a\n   - b', 'ol(1:a ul(b))'], ['- a\n\t- b', 'ul(a ul(b))'], ['- a\n\n- b', 'ul(a | b)'],
    ['- a\n  둘째 줄', 'ul(a\n둘째 줄)'], ['- **a**\n- @mina `b`', 'ul(a | @mina b)'], ['1. a\n1. b\n1. c', 'ol(1:a | 2:b | 3:c)'], ['2. a\n5. b', 'ol(2:a | 5:b)'], ['1. a\n```\nx\n```\n2. b', 'ol(1:a) code(x) ol(2:b)'],
    ['- ```js\n  x\n  ```\n- b', 'ul(code(js: x) | b)'], ['- [ ] 할 일\n- [x] 한 일', 'ul(☐ 할 일 | ☑ 한 일)'], ['1. [X] a', 'ol(1:☑ a)'], ['- [ ]', 'ul([ ])'], ['- [x](https://a.kr)', 'ul(x)'], ['- a\n-\n- b', 'ul(a |  | b)'], ['1. 첫째\n설명\n2. 둘째', 'ol(1:첫째) 설명 ol(2:둘째)'],
  ],
  'what only looks like a list': [
    ['-', '-'], ['*', '*'], ['1.', '1.'], ['-5도', '-5도'], ['+82 10', '+82 10'], ['2026. 11. 26. 회의', '2026. 11. 26. 회의'], ['11. 26. 회의', '11. 26. 회의'], ['2026. 회고', '2026. 회고'], ['1.5배', '1.5배'],
  ],
  'quotes': [
    ['> 몇 시?\n다섯 시', 'quote(몇 시?) 다섯 시'], ['>인용\n> 둘', 'quote(인용\n둘)'], ['> a\n>> b', 'quote(a quote(b))'], ['> - a\n> - b', 'quote(ul(a | b))'], ['> a\n\n> b', 'quote(a) quote(b)'], ['> ```\n> x\n> ```', 'quote(code(x))'], ['- > a', 'ul(quote(a))'],
  ],
  'what only looks like a quote': [['>', '>'], ['>_<', '>_<'], ['>.< 아', '>.< 아'], ['>///<', '>///<'], ['>ㅅ<', '>ㅅ<'], ['>:(', '>:('], ['>_>', '>_>'], ['>=3', '>=3'], ['a > b', 'a > b'], ['->', '->']],
  'headings and rules': [
    ['# 공지', 'h1(공지)'], ['### **a** b', 'h3(a b)'], ['#공지', '#공지'], ['#', '#'], ['# C#', 'h1(C#)'], ['## 제목 ##', 'h2(제목)'], ['# 제목 #####  ', 'h1(제목)'], ['# a # b', 'h1(a # b)'], ['# #', 'h1(#)'], ['####### a', '####### a'], ['a\n# b\nc', 'a h1(b) c'], ['a\n---\nb', 'a rule b'], ['***', 'rule'], ['--', '--'], ['=====', '====='],
  ],
  'tables': [
    ['|a|b|\n|-|-|\n|1|2|', 'table(,; a,b; 1,2)'], ['a | b\n:-- | --:\n1 | 2', 'table(left,right; a,b; 1,2)'], ['|가|\n|:-:|\n|나|', 'table(center; 가; 나)'], ['보세요\n|a|b|\n|-|-|\n끝', '보세요 table(,; a,b) 끝'], ['|a|b|\n|-|-|\n|1|2|3|\n|4|', 'table(,; a,b; 1,2; 4)'],
    ['|a\\|b|c|\n|-|-|', 'table(,; a|b,c)'], ['|**a**|https://a.kr|\n|-|-|', 'table(,; a,https://a.kr)'], ['|a|b|\n|-|', '|a|b|\n|-|'], ['a | b', 'a | b'],
  ],
  'code': [
    ['```js\nf(1);\n```', 'code(js: f(1);)'], ['```\na\n\n  b\n```', 'code(a\n\n  b)'], ['```c++\nx\n```', 'code(c++: x)'], ['```\n**a** https://a.kr\n```', 'code(**a** https://a.kr)'], ['```java\nunclosed', 'code(java: unclosed)'], ['봐요 ```js\nx\n```', '봐요 code(js: x)'],
    ['```\nf() {\n}```', 'code(f() {\n})'], ['```\nx\n```입니다', 'code(x) 입니다'], ['```x```', 'x'], ['a ``` b', 'a ``` b'], ['``` 열린 글', 'code(열린 글)'], ['````\n```\n````', 'code(```)'], ['```\n```', 'code()'], ['```이건 코드\n둘째\n```', 'code(이건 코드\n둘째)'],
    ['``` js\nx\n```\n뒤', 'code(js: x) 뒤'], ['```js:app.js\nx\n```', 'code(js: x)'], ['```js {1,3}\nx\n```', 'code(js: x)'], ['```js{1,3}\nx\n```', 'code(js: x)'], ['```js title="a b"\nx\n```', 'code(js: x)'], ['```text/html\nx\n```', 'code(text/html: x)'], ['```npm i x\n```', 'code(npm i x)'],
    ['~~~js\nx\n~~~', 'code(js: x)'], ['~~~\n```\n~~~', 'code(```)'], ['~~~\n한숨', '~~~\n한숨'], ['와~~~\n~~~', '와~~~\n~~~'], ['    # 들여쓴 글', '    # 들여쓴 글'],
  ],
  'everything else': [['하나\n둘\n\n셋', '하나\n둘 셋'], ['a\r\n- b\r\n', 'a ul(b)'], ['🎉 👩‍👩‍👧', 'emoji(🎉 👩‍👩‍👧)'], ['🎉!', '🎉!'], ['<h1>a</h1>', '<h1>a</h1>'], ['[a]: https://a.kr', '[a]: https://a.kr'], ['', '']],
};

for (const [what, all] of Object.entries(READ)) {
  describe(what, () => {
    for (const [written, expected] of all) test(JSON.stringify(written), () => assert.equal(short(blocks(written)), expected));
  });
}

test('beyond six quotes and lists within each other their marks are text', () => {
  assert.equal(short(blocks('> '.repeat(9) + 'a')), `${'quote('.repeat(6)}> > > a${')'.repeat(6)}`);
  assert.equal(short(blocks('- '.repeat(9) + 'a')), `${'ul('.repeat(6)}- - - a${')'.repeat(6)}`);
});

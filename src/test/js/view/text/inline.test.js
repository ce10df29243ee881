import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { blocks } from '#page/view/text/blocks.js';
import { inline } from '#page/view/text/inline.js';

const MARKS = { bold: 'b', italic: 'i', strike: 's', code: 'code', mention: 'me' };
const shown = (nodes) => nodes.map(({ type, text, children }) => {
  const inner = children ? shown(children) : text;
  return type in MARKS ? `<${MARKS[type]}>${inner}</${MARKS[type]}>` : type === 'link' ? `⟦${inner}⟧` : inner;
}).join('');

const READ = {
  'Korean particles follow a style directly': [
    ['**마크다운(Markdown)**의', '<b>마크다운(Markdown)</b>의'], ['**"안녕"**이라고', '<b>"안녕"</b>이라고'], ['**“안녕”**이라고', '<b>“안녕”</b>이라고'], ['그는**"안녕"**이라고 했다', '그는<b>"안녕"</b>이라고 했다'],
    ['그것은**중요**합니다', '그것은<b>중요</b>합니다'], ['**중요:**내용', '<b>중요:</b>내용'], ['**100%**를', '<b>100%</b>를'], ['_기울임_은', '<i>기울임</i>은'], ['*기울임*은', '<i>기울임</i>은'], ['***둘 다***를', '<i><b>둘 다</b></i>를'],
    ['~~취소~~는', '<s>취소</s>는'], ['**`코드`**를', '<b><code>코드</code></b>를'], ['**[문서](https://example.com)**를', '<b>⟦문서⟧</b>를'], ['**これは。**次の', '<b>これは。</b>次の'], ['这是**重要**的', '这是<b>重要</b>的'],
    ['English**한글**', 'English<b>한글</b>'], ['API**를** 쓰고', 'API<b>를</b> 쓰고'], ['값~~100원~~은', '값<s>100원</s>은'], ['앞~~취소~~뒤', '앞<s>취소</s>뒤'], ['(**"중요"**)', '(<b>"중요"</b>)'], ['**굵고 _기울고_ ~~지운~~ 글**', '<b>굵고 <i>기울고</i> <s>지운</s> 글</b>'], ['**S**eoul', '<b>S</b>eoul'],
  ],
  'what people type and do not mean so': [
    ['2*3*4', '2*3*4'], ['x**2 + y**2', 'x**2 + y**2'], ['3 * 4 * 5', '3 * 4 * 5'], ['김*수 님과 이*영 님', '김*수 님과 이*영 님'], ['010-****-5678, 010-****-1234', '010-****-5678, 010-****-1234'],
    ['snake_case_name', 'snake_case_name'], ['변수_이름_값', '변수_이름_값'], ['^_^ 안녕 ^_^', '^_^ 안녕 ^_^'], ['-_- 뭐야 -_-', '-_- 뭐야 -_-'], ['>_< 아 >_<', '>_< 아 >_<'], ['ㅠ_ㅠ', 'ㅠ_ㅠ'],
    ['안녕~ 반가워~', '안녕~ 반가워~'], ['3시~5시, 7시~8시', '3시~5시, 7시~8시'], ['와~~대박~~', '와~~대박~~'], ['네~~ 그래요~~', '네~~ 그래요~~'], ['3시~~5시, 7시~~8시', '3시~~5시, 7시~~8시'], ['아~~ 네~~네', '아~~ 네~~네'], ['x**y**z', 'x**y**z'], ['5,000원* (*세금 별도)', '5,000원* (*세금 별도)'],
    ['C:\\Users\\mina', 'C:\\Users\\mina'], ['\\\\server\\share', '\\\\server\\share'], ['`열린 코드', '`열린 코드'], ['[ ] 할 일', '[ ] 할 일'], ['a < b > c', 'a < b > c'], ['&lt;b&gt; &amp;', '&lt;b&gt; &amp;'], ['<b>굵게</b>', '<b>굵게</b>'],
    ['[문서](내일 봐요)', '[문서](내일 봐요)'],
  ],
  'a mark behind a backslash is text': [['\\*굵게\\*', '*굵게*'], ['\\`코드\\`', '`코드`'], ['\\[x](https://example.com)', '[x](⟦https://example.com⟧)'], ['\\~~x~~', '~~x~~']],
  'code is as it was written': [['`a*b*c`', '<code>a*b*c</code>'], ['`` a`b ``', '<code>a`b</code>'], ['`https://example.com @Mina`', '<code>https://example.com @Mina</code>'], ['**`a**`', '**<code>a**</code>'], ['`a\nb`', '<code>a\nb</code>']],
  'a line break is one': [['하나\n둘', '하나\n둘'], ['**하나\n둘**', '<b>하나\n둘</b>']],
};

for (const [what, all] of Object.entries(READ)) {
  describe(what, () => {
    for (const [written, expected] of all) test(written, () => assert.equal(shown(inline(written)), expected));
  });
}

/** Mentions stand between « and ». */
const CALLED = [
  ['«@Mina» 안녕', '<me>@민아</me> 안녕'], ['«@mina»야', '<me>@민아</me>야'], ['**«@Mina»**님', '<b><me>@민아</me></b>님'], ['~~«@Mina»~~', '<s><me>@민아</me></s>'],
  ['[«@Mina»](https://example.com)', '⟦<me>@민아</me>⟧'], ['`«@Mina»`', '<code>@Mina</code>'], ['«@*a*_b_», you', '<me>@민아</me>, you'], ['@Mina', '@Mina'], ['https://example.com/«@Mina»', '⟦https://example.com/⟧<me>@민아</me>'],
  ['«@Mina»«@all» \ufdd0一', '<me>@민아</me><me>@민아</me> \ufffd一'],
];

describe('whom it calls', () => {
  for (const [written, expected] of CALLED) test(written, () => {
    const mentions = [];
    const text = written.replace(/«(.*?)»/g, (_, name, at) => {
      const from = at - 2 * mentions.length;
      mentions.push({ user: { id: 'mina', name: '민아' }, from, to: from + name.length });
      return name;
    });
    const [{ children }] = /** @type {any[]} */ (blocks(text, mentions, 'mina'));
    assert.equal(shown(children), expected);
  });
});

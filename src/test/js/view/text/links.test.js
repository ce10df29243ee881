import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inline } from '#page/view/text/inline.js';

/** What a reader takes for addresses stands between ⟦ and ⟧. */
const SHOWN = {
  'Korean goes on without a space': [
    '⟦https://example.com⟧에서 봐요', '⟦https://example.com/⟧에서 봐요', '⟦https://example.com/docs⟧에서 봐요', '⟦https://example.com/docs⟧을 보세요',
    '⟦https://example.com/docs⟧에서는 안 돼요', '⟦https://example.com/docs⟧으로부터', '⟦https://example.com/docs⟧입니다.', '⟦https://example.com/docs⟧예요!',
    '⟦https://example.com/docs⟧라고 해요', '⟦https://example.com/docs/v2.1⟧의 설명', '⟦https://example.com/a-b⟧와 ⟦https://example.com/c_d⟧를', '⟦https://example.com/docs⟧참고하세요', '⟦https://example.com/docs⟧인데요', '⟦https://example.com/docs⟧니까', '⟦https://example.com/docs⟧이거든요', '⟦https://example.com/docs⟧든지',
    '⟦https://example.com/@mina⟧님', '⟦https://example.com/@mina⟧님의 글', '⟦https://example.com/docs/⟧에서도', '⟦https://example.com/docs⟧에서,그리고', '⟦https://example.com/docs⟧에서.',
    '⟦https://example.com/?q=1&page=2⟧로', '⟦https://example.com/docs#install⟧부터', '⟦https://example.com/%ED%95%9C%EA%B8%80⟧은', '주소는⟦https://example.com⟧입니다',
    '⟦www.example.com⟧에서', '⟦http://localhost:8080⟧에서', '⟦http://localhost:8080/lab⟧에서', '⟦http://127.0.0.1:8080⟧으로', '⟦http://localhost⟧로', '⟦https://example.com:8443⟧에',
    '⟦http://[::1]:8080⟧에서', '⟦https://example.co.kr⟧이라고',
  ],
  'Korean goes on with more than a particle': [
    '⟦https://example.com/docs⟧에서 봐요'.normalize('NFD'), ...['에선', '로서', '로써', '께서', '들을', '뿐만', '만큼', '쪽으로', '에다가', '에서만요', '도요', '와는', '과의', '인', '였고', '대신', '등', '관련', '같은', '링크', '링크예요', '링크를', '참고', '참고해', '확인', '확인요', '보시면', '열어봐', '맞나요?', '있음', '입니당', 'ㅋㅋ', '이요ㅠㅠ',
      '까지만', '에요', '도', '—에서', "'설명'", '–여기', '·여기', '的', '的网站', 'Это'].map((rest) => `⟦https://example.com/docs⟧${rest} 봐`),
  ],
  'one beside another': ['⟦https://example.com/a⟧,⟦https://example.com/b⟧', '⟦https://example.com/a⟧와⟦https://example.com/b⟧', '⟦https://example.com/docs⟧·⟦https://b.kr⟧', '⟦https://a.kr⟧,⟦https://b.kr⟧', '⟦https://a.kr/x⟧;⟦HTTPS://b.kr⟧',
    '⟦https://web.archive.org/web/2020/https://example.com/⟧', '⟦https://example.com/?url=https://b.kr/⟧', '⟦https://example.com/a,b,c⟧', '⟦https://a.kr/x⟧ ⟦https://b.kr/y⟧'],
  'a port without a scheme': ['⟦example.com:8080⟧에서', '⟦api.example.co.kr:443/⟧으로', '⟦example.com:8080/lab⟧을', '(⟦example.io:3000⟧)', '⟦EXAMPLE.com:80⟧'],
  'Korean within': [
    '⟦https://ko.wikipedia.org/wiki/한국어⟧ 문서', '⟦https://ko.wikipedia.org/wiki/한국어_문법⟧', '⟦https://namu.wiki/w/C언어⟧ 문서', '⟦https://namu.wiki/w/C언어/역사⟧',
    '⟦https://example.com/검색?q=나⟧', '⟦https://example.com/?q=도로⟧', '⟦https://example.com/w/도로⟧', '⟦https://example.com/2026년_회고⟧',
    '⟦https://ko.wikipedia.org/wiki/수도_(행정)⟧의', '⟦https://example.com/안녕하세요⟧', '⟦https://한글.kr⟧에서', '⟦https://한글.한국⟧에서', '⟦https://한글.한국/길⟧', '⟦https://도메인.닷컴⟧으로', '⟦https://shop.straße.de/a⟧', '⟦https://mail.seoul.한국⟧입니다',
  ],
  'brackets': [
    '(⟦https://example.com/a⟧)에서', '(⟦https://example.com⟧)', '（⟦https://example.com/a⟧）', '⟦https://example.com/a⟧（설명）', '⟦https://example.com/a⟧(설명)을', '⟦https://example.com/a⟧ (설명)',
    '「⟦https://example.com/a⟧」', '『⟦https://example.com/a⟧』라고', '【⟦https://example.com/a⟧】', '｢⟦https://example.com/a⟧｣', '《⟦https://example.com/a⟧》', '[⟦https://example.com/a⟧]', '{⟦https://example.com/a⟧}',
    '⟦https://en.wikipedia.org/wiki/A_(b)⟧', '(⟦https://en.wikipedia.org/wiki/A_(b)⟧)', '⟦https://example.com/a(b(c)d)e⟧', '⟦https://example.com/a⟧(unclosed', '⟦https://example.com/?ids[]=1&ids[]=2⟧', '⟦https://example.com/users/{id}⟧',
    '<⟦https://example.com/a⟧>', '<⟦https://example.com/docs에서⟧>', '<⟦https://example.com/⟧\u202egpj.exe>', '"⟦https://example.com/a⟧"라고', "'⟦https://example.com/a⟧'이라고", '“⟦https://example.com/a⟧”라고', '‘⟦https://example.com/a⟧’',
  ],
  'punctuation behind': [
    '⟦https://example.com/a⟧.', '⟦https://example.com/a⟧, and', '⟦https://example.com/a⟧?', '⟦https://example.com/a⟧!?', '⟦https://example.com⟧...', '⟦https://example.com/a⟧: so', '⟦https://example.com/a⟧;',
    '⟦https://example.com/a⟧。', '⟦https://example.com/a⟧、', '⟦https://example.com⟧，然后', '⟦https://example.com/a⟧！', '⟦https://example.com/a⟧？', '⟦https://example.com/a⟧…', '⟦https://example.com⟧で', '⟦https://example.com/a⟧です。',
    '⟦https://example.com⟧的网站', '⟦https://example.com/a⟧~', '⟦https://example.com/a⟧🎉', '⟦https://example.com/a/⟧', '⟦https://example.com/a.b/c.html⟧', "⟦https://example.com/Schrödinger's_cat⟧", '⟦https://example.com/a?b=c,d;e&f=(g)⟧.',
    '⟦https://example.com/⟧?', '⟦https://example.com/マイケル・ジャクソン⟧', '⟦https://zh.wikipedia.org/wiki/C语言⟧',
  ],
  'beginnings': [
    '⟦HTTPS://Example.COM/Docs⟧', '⟦Http://example.com⟧', '⟦www.example.com/a?b⟧.', '⟦WWW.example.com⟧', '⟦localhost:8080⟧에서', '⟦localhost:8080/lab⟧', '⟦127.0.0.1:8080⟧', '⟦http://[2001:db8::1]/a⟧', '⟦http://user:secret@example.com/⟧',
    '⟦https://xn--bj0bj06e.kr/⟧', '⟦http://server/a⟧', '⟦https://a.example⟧, ⟦https://b.example⟧',
  ],
  'mail': ['⟦mina@example.com⟧에게', '⟦a.b-c+d@mail.example.co.kr⟧.', '<⟦mina@example.com⟧>', '⟦mailto:mina@example.com⟧', '메일은⟦mina@example.com⟧으로', '_⟦mina@example.com⟧_', '⟦mina@한글.kr⟧에게', '⟦mina@한글.한국⟧으로', '<⟦mina@한글.kr⟧>', '⟦mailto:mina@例え.jp⟧ ', '메일은⟦mina@example.한국⟧입니다', '⟦a@bücher.example⟧.', '⟦minji@mail.seoul.한국⟧입니다', '⟦info@shop.straße.de⟧', '⟦mina@example.com⟧.감사합니다', '⟦mina@한글.kr⟧.감사합니다'],
  'styles around': ['**⟦https://example.com/a⟧**', '**⟦https://example.com/a⟧**에서', '*⟦https://example.com/a⟧*', '_⟦https://example.com/a⟧_', '~~⟦https://example.com/a⟧~~는', '⟦https://example.com/a_b_c⟧'],
  'none': [
    'example.com', 'README.md', 'http://', 'https://', 'https://로 시작하는 주소', 'http:example.com', 'xhttps://example.com', 'www.', 'www.에서', 'awww.example.com', 'javascript:alert(1)', 'JavaScript://example.com/%0aalert(1)',
    'data:text/html,x', 'ftp://example.com', 'file:///etc/passwd', 'blob:https', 'vbscript:x', '<javascript:alert(1)>', '`https://example.com`', '``` https://example.com ```', 'localhost', '12:30', 'Main.rs:42', 'README.md:3', 'app.js:120', 'a.b:1', 'com:80', 'kr.example.com:', '3.com:x', 'a@b', 'a@민지', 'a@민지.', 'a@민지.야', '@mina', 'http://[::1]:99999/', 'https://:@/', '1.2.3.4:x',
    '[x](javascript:alert(1))', '[x](data:text/html,x)', '[x](/path)', '[x](java\nscript:alert(1))', '[x]( javascript:alert(1))', '[x](http:/\\x)',
  ],
};

const links = (nodes) => nodes.flatMap((node) => (node.type === 'link' ? [node] : links(node.children ?? [])));
const text = (nodes) => nodes.map((node) => (node.type === 'link' ? `⟦${text(node.children)}⟧` : node.text ?? text(node.children))).join('');
const only = (written) => links(inline(written))[0];

for (const [kind, all] of Object.entries(SHOWN)) {
  describe(kind, () => {
    for (const shown of all) {
      test(shown, () => {
        const found = text(inline(shown.replace(/[⟦⟧]/g, ''))).match(/⟦.*?⟧/g) ?? [];
        assert.deepEqual(found, shown.match(/⟦.*?⟧/g) ?? []);
      });
    }
  });
}

test('an address leads where it says', () => {
  assert.equal(only('HTTPS://Example.COM/Docs').href, 'https://example.com/Docs');
  assert.equal(only('www.example.com').href, 'http://www.example.com/');
  assert.equal(only('localhost:8080/lab').href, 'http://localhost:8080/lab');
  assert.equal(only('https://한글.한국/길').href, new URL('https://한글.한국/길').href);
  assert.equal(only('mailto:Mina@example.com').href, 'mailto:Mina@example.com');
  assert.equal(only('Mina@한글.kr에게').href, 'mailto:Mina@xn--bj0bj06e.kr');
});

test('words for an address come with the host that they lead to', () => {
  for (const [written, host] of [['[docs](https://example.com/a)', 'example.com'], ['[https://bank.example](https://evil.example/a)', 'evil.example'], ['[docs](www.example.com)', 'www.example.com'],
    ['[docs](<https://example.com:8080/a b>)', 'example.com:8080'], ['[docs](https://example.com/a_(b) "title")', 'example.com'], ['[mail](mailto:mina@example.com)', 'mina@example.com'],
    ['![picture](https://example.com/a.png)', 'example.com']]) {
    assert.equal(only(written).host, host, written);
    assert.equal(links(inline(written)).length, 1);
  }
  assert.deepEqual(inline('[](https://example.com)'), [{ type: 'link', href: 'https://example.com/', host: 'example.com', children: [{ type: 'text', text: 'https://example.com' }] }]);
});

test('an address whose host is not what it looks like comes with the host', () => {
  for (const [written, host] of [['https://bank.example@evil.example/', 'evil.example'], ['https://еxample.com/', 'xn--xample-2of.com'], ['https://ｅxample.com/', 'example.com'], ['mina@еxample.com', 'xn--xample-2of.com'], ['http://0x7f.1/', '127.0.0.1']]) {
    assert.equal(only(written).host, host, written);
  }
  for (const honest of ['https://example.com/a', 'https://한글.kr', 'https://EXAMPLE.com', 'http://localhost:8080', 'https://日本語.jp/', 'mina@한글.kr', 'www.example.com']) assert.equal(only(honest).host, '', honest);
});

test('a link has no link in it', () => {
  const [link, ...more] = inline('[see https://a.example **now**](https://b.example)');
  assert.deepEqual([link.type, link.children, more], ['link', [{ type: 'text', text: 'see https://a.example ' }, { type: 'bold', children: [{ type: 'text', text: 'now' }] }], []]);
});

import { begin, learn } from '#page/i18n/index.js';
import { en } from '#page/i18n/en.js';
import { ko } from '#page/i18n/ko.js';

/** Both languages, for tests of what the page says. */
begin('en', { words: en }, {});
await learn('ko', async () => ({ words: ko }));

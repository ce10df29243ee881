// Makes webroot/emoji/*.json, what the emoji picker knows, from the package emojibase-data. A developer runs it by hand when there is a newer Unicode,
// with Node (20.19 or later) and npm, which the build itself does without. The licences are in webroot/emoji/LICENSE:
//   npm pack emojibase-data@17.0.0 && node src/main/build/emojis.mjs emojibase-data-17.0.0.tgz
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { toned } from '../../../webroot/state/emojis/tones.js';

/** Of emojibase-data-17.0.0.tgz, in the form of npm's lock files. */
const INTEGRITY = 'sha512-Yvgb5AWoHViHV/gq1qr5ZAarcBip+B27/ZLRsUJkbgAEaLlZ/fof9g882LTpmEpyhBNEC0m2SEmItljHsTygjA==';
const LANGUAGES = ['en', 'ko'];
/** Emojibase's numbers of Unicode's groups, without the parts that emojis are made of (2). */
const GROUPS = [0, 1, 3, 4, 5, 6, 7, 8, 9];
/** Older ones are drawn everywhere. */
const FIRST_NEW_VERSION = 13;
const TONES = 5;
/** What people write, and CLDR does not know. */
const MORE = {
  ko: { '🇰🇷': ['한국', '태극기'], '💪': ['화이팅', '파이팅', '힘내'], '🎉': ['ㅊㅋ', '추카'], '🙏': ['감사', '부탁'], '👍': ['최고', '굿', '따봉'], '🍗': ['치킨'], '🍜': ['라면'], '🙇': ['감사', '죄송'], '😭': ['ㅠㅠ', 'ㅜㅜ'] },
  en: { '🎉': ['congrats'], '👍': ['lgtm'], '🚀': ['ship it'] },
};
/** A character that is drawn as a picture anyway needs no sign for that: so keyboards write it, and reactions with both would be two. */
const NEEDLESS = /(\p{Emoji_Presentation})\ufe0f/gu;

const [archive] = process.argv.slice(2);
const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
if (integrity !== INTEGRITY) throw new Error(`${archive} is ${integrity}`);

for (const language of LANGUAGES) {
  const all = JSON.parse(read(`${language}/data.json`)).sort((one, other) => one.order - other.order);
  const groups = GROUPS.map((group) => all.filter((emoji) => emoji.group === group).map((emoji) => line(emoji, MORE[language])));
  writeFileSync(`webroot/emoji/${language}.json`, `[\n${groups.map((lines) => `[\n${lines.join(',\n')}\n]`).join(',\n')}\n]\n`);
}

function read(file) {
  return execFileSync('tar', ['-xzOf', archive, `package/${file}`], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

/** An emoji, its name, words that are not in that, whether it has skin tones, and its version of Unicode's emojis, where that is a new one. */
function line({ emoji: drawn, label, tags = [], version, skins = [] }, more) {
  const emoji = drawn.replace(NEEDLESS, '$1');
  const known = new Set([label, ...label.split(' ')].map((word) => word.toLowerCase()));
  const words = [...tags, ...(more[emoji] ?? [])].map((tag) => tag.normalize('NFC').replaceAll('|', ' ')).filter((tag) => !known.has(tag.toLowerCase()) && known.add(tag.toLowerCase()));
  const fields = [emoji, label.normalize('NFC'), words.join('|'), Number(isToned(emoji, skins)), version < FIRST_NEW_VERSION ? 0 : version];
  while (!fields.at(-1)) fields.pop();
  return JSON.stringify(fields);
}

function isToned(emoji, skins) {
  if (skins.length === 0) return false;
  for (let tone = 1; tone <= TONES; tone++) {
    const { emoji: expected } = skins.find((skin) => [skin.tone].flat().every((each) => each === tone));
    if (toned(emoji, tone) !== expected) throw new Error(`${emoji} in tone ${tone} is ${toned(emoji, tone)}, not ${expected}`);
  }
  return true;
}

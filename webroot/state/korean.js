/** Case, topic and the like, alone or in pairs, the forms of 이다, and how one laughs or cries behind them. */
const ENDS = `(?:${[
  '(?:에서|에게서?|한테서?|으로서?|으로써?|로서|로써|로|에다가?|에|까지|부터|처럼|보다|하고|이랑|랑|이나|밖에|마다|조차|대로|께서|만큼|쪽으로|쪽|더러|뿐|와|과)(?:는|도|만|의|은|를|을|부터|까지|나|이)?요?',
  '(?:에선|에겐|한텐|에게선|한테선|엔|론|께선)요?',
  '[은는이가을를의와과도만께나란아야]요?',
  '이?(?:라고|라는|라서|라도|라며|라면|니까|든지?|고|며|면|죠|지요|지만|다|에요|예요|란)(?:요|는|도)?',
  '입니다|입니까|입니당|인데요?|였는데요?|인가요?|인지|인|임|이에요|였어요|이었어요|였고|이었고',
].join('|')})?[ㄱ-ㅎㅏ-ㅣ]*$`;

/** What Korean puts behind a noun. */
export const PARTICLE = new RegExp(`^(?:님|씨|들)?${ENDS}`);

/** What it puts behind a name: also titles, and 이 behind a consonant (민준이가). `talk` has the same. */
export const NAME_PARTICLE = new RegExp(`^(?:님|씨|쌤|샘)?(?:들|네)?이?${ENDS}`);

const FIRST = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const MIDDLE = [...'ㅏㅐㅑㅒㅓㅔㅕㅖㅗ', 'ㅗㅏ', 'ㅗㅐ', 'ㅗㅣ', ...'ㅛㅜ', 'ㅜㅓ', 'ㅜㅔ', 'ㅜㅣ', ...'ㅠㅡ', 'ㅡㅣ', 'ㅣ'];
const LAST = ['', 'ㄱ', 'ㄲ', 'ㄱㅅ', 'ㄴ', 'ㄴㅈ', 'ㄴㅎ', 'ㄷ', 'ㄹ', 'ㄹㄱ', 'ㄹㅁ', 'ㄹㅂ', 'ㄹㅅ', 'ㄹㅌ', 'ㄹㅍ', 'ㄹㅎ', 'ㅁ', 'ㅂ', 'ㅂㅅ', ...'ㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];
const SYLLABLE = /[가-힣]/g;
const CONSONANTS = /^[ㄱ-ㅎ]+$/;

/** Whether these are first consonants, as of syllables that nobody writes out (`ㅁㅈ`). @param {string} typed */
export const isConsonants = (typed) => CONSONANTS.test(typed);

const parts = (syllable) => {
  const index = syllable.charCodeAt(0) - 0xac00;
  return [FIRST[Math.floor(index / 588)], MIDDLE[Math.floor((index % 588) / 28)], LAST[index % 28]];
};

/** The letters of a text as they are typed, also where syllables stand in their letters as Macs keep them: what stands in a field in the middle of a composition begins like what it becomes (`믽`, `민지`). @param {string} text */
export const letters = (text) => text.normalize('NFC').toLocaleLowerCase().replace(SYLLABLE, (syllable) => parts(syllable).join(''));

/** A text with the first consonants of its syllables alone (`ㅁㅈ` of `민지`). @param {string} text */
export const consonants = (text) => text.replace(SYLLABLE, (syllable) => parts(syllable)[0]);

/** Whether a name begins as this is typed, also by the first consonants of its syllables (`ㅁㅈ`). @param {string} name @param {string} typed */
export function begins(name, typed) {
  if (isConsonants(typed) && consonants(name).startsWith(typed)) return true;
  return letters(name).startsWith(letters(typed));
}

/** Whether a name has somewhere what is typed by who looks for it, likewise. @param {string} name @param {string} typed */
export function has(name, typed) {
  const wanted = typed.trim();
  return (isConsonants(wanted) && consonants(name).includes(wanted)) || letters(name).includes(letters(wanted));
}

const ASCII = /^[ -~]$/;
const LETTER = /^Key([A-Z])$/;
/** The two-set layout of Korean keyboards, for those that say only the letter (KS X 5002). */
const ON_JAMO = Object.fromEntries([...'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ'].map((jamo, at) => [jamo, 'qwertyuiopasdfghjklzxcvbnm'[at]]));

/**
 * Which key was pressed, whatever writing is on it at the moment: `ㄷ` is the key `e`, as is `у` of a Cyrillic keyboard. What a Latin layout says counts, wherever
 * the key is. Capitals of Caps Lock are no others. What an input method composes is its own, as is what a password manager fills in: ''.
 * @param {Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'isComposing'>} event @returns {string} as in `KeyboardEvent.key`
 */
export function keyOf({ key = '', code = '', shiftKey, isComposing }) {
  if (isComposing) return '';
  const isNamed = key.length > 1 && key !== 'Process' && key !== 'Unidentified';
  const latin = isNamed || ASCII.test(key) ? key : LETTER.exec(code)?.[1].toLowerCase() ?? ON_JAMO[key] ?? key;
  return latin.length === 1 && !shiftKey ? latin.toLowerCase() : latin;
}

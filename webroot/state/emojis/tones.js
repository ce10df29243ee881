/** The first of Unicode's five modifiers, from light to dark (UTS #51, section 2.4). */
const LIGHT = 0x1f3fb;
const BASE = /(\p{Emoji_Modifier_Base})\ufe0f?/gu;
/** Two people who hold hands do so with a hand of their own. */
const HANDSHAKE = '\u{1f91d}';
const JOINER = '\u200d';

/** An emoji that has skin tones, in one of them. @param {string} emoji @param {number} tone 0: none, 1: light, …, 5: dark @returns {string} */
export function toned(emoji, tone) {
  if (!tone) return emoji;
  const isJoined = emoji.includes(JOINER);
  return emoji.replace(BASE, (whole, base) => (isJoined && base === HANDSHAKE ? whole : base + String.fromCodePoint(LIGHT + tone - 1)));
}

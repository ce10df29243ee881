const TALK = 20_000;
const SILENCE = 40_000;
/** The last message must have come everywhere, polling included, before silence counts. */
const SETTLE = 4_000;

/**
 * Conversation and silence in turn. Pure.
 * @param {number} millis since the start
 * @returns {{ name: 'talk' | 'settle' | 'silence', left: number }} and how long it still lasts, in milliseconds
 */
export function phaseAt(millis) {
  const at = millis % (TALK + SILENCE);
  if (at < TALK) return { name: 'talk', left: TALK - at };
  return { name: at < TALK + SETTLE ? 'settle' : 'silence', left: TALK + SILENCE - at };
}

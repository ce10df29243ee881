/**
 * Who is too quick is answered a moment later.
 * @param {{ code: string, retryAfter?: number }} problem why it was refused @param {() => void} ask asks again
 * @returns {number} the timer of that; 0 for another refusal, which is an answer
 */
export const soonAgain = ({ code, retryAfter = 1 }, ask) => (code === 'rate_limited' ? setTimeout(ask, 1_000 * retryAfter) : 0);

/** Refusals that pass by themselves: what may be asked twice is worth another try after a while. */
export const PASSING = new Set(['rate_limited', 'busy', 'unconfirmed', 'internal', 'timeout', 'too_many_connections']);

/** There was no line, or it broke before the answer came: the next one is worth a try. */
export const NO_LINE = new Set(['offline', 'lost']);

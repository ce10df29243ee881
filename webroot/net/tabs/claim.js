/**
 * A tab's word that it leads: since when, and which tab. The latest one holds. All tabs have the same clock, and a claim is later than any that its tab
 * has heard of, even if the clock was put back.
 * @typedef {{ since: number, tab: string }} Claim
 */

export const NOBODY = { since: 0, tab: '' };

/** @param {string} tab @param {Claim} last the latest that is known @returns {Claim} */
export const claim = (tab, last) => ({ since: Math.max(Date.now(), last.since + 1), tab });

/** @param {Claim} one @param {Claim} other @returns {number} above 0 when the one is later, 0 when they are the same */
export const compare = (one, other) => one.since - other.since || (one.tab === other.tab ? 0 : one.tab > other.tab ? 1 : -1);

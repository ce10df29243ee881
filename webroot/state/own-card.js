const MINUTE = 60_000;

/** When a status ends that is said now, by what is chosen; null: it does not. @type {Record<string, (now: Date) => Date | null>} */
export const ENDS = {
  never: () => null,
  halfHour: (now) => new Date(now.getTime() + 30 * MINUTE),
  hour: (now) => new Date(now.getTime() + 60 * MINUTE),
  fourHours: (now) => new Date(now.getTime() + 240 * MINUTE),
  today: (now) => dayAfter(now, 1),
  // Weeks begin on Monday (ISO 8601).
  week: (now) => dayAfter(now, 7 - ((now.getDay() + 6) % 7)),
};

/** It ends as it did. */
export const KEPT = 'kept';

/**
 * How one shows oneself, as it stands in a form; `kept` is when the status ends by itself, as it was when the form was opened.
 * @typedef {{ name: string, emoji: string, text: string, end: string, kept: string, showsZone: boolean }} OwnCard
 */

/** @param {string} name @param {import('./cards.js').Status | null} status @param {boolean} showsZone @returns {OwnCard} */
export const ownCard = (name, status, showsZone) =>
  ({ name, emoji: status?.emoji ?? '', text: status?.text ?? '', end: status?.ends ? KEPT : 'never', kept: status?.ends ?? '', showsZone });

/**
 * What has been changed in the form, and nothing else: the rest may be otherwise by now.
 * @param {OwnCard} before @param {OwnCard} after @param {Date} now @param {string} zone of this device
 * @returns {{ name?: string, status?: import('./cards.js').Status | null, zone?: string | null }}
 */
export function changeOf(before, after, now, zone) {
  const says = ({ emoji, text, end }) => JSON.stringify([emoji.trim(), text.trim(), end]);
  return {
    ...(after.name !== before.name && { name: after.name }),
    ...(says(after) !== says(before) && { status: statusOf(after, now) }),
    ...(after.showsZone !== before.showsZone && { zone: after.showsZone ? zone : null }),
  };
}

/** Whether somebody has changed a status that is to end at a time that has gone by. @param {OwnCard} before @param {OwnCard} after @param {Date} now */
export const isOver = (before, after, now) => Boolean(changeOf(before, after, now, '').status) && after.end === KEPT && Date.parse(after.kept) <= now.getTime();

function statusOf({ emoji, text, end, kept }, now) {
  const [sign, words] = [emoji.trim(), text.trim()];
  if (!sign && !words) return null;
  const ends = end === KEPT ? kept : ENDS[end](now)?.toISOString();
  return { ...(sign && { emoji: sign }), ...(words && { text: words }), ...(ends && { ends }) };
}

const dayAfter = (now, days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);

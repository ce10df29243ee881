const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;

/** @param {string} line @returns {boolean} whether it is a rule across the message, and not what its marks begin elsewhere */
export const isRule = (line) => RULE.test(line);

/** @param {string[]} lines @param {number} at @returns {import('./blocks.js').Found | null} */
export const ruleAt = (lines, at) => (isRule(lines[at]) ? { block: { type: 'rule' }, end: at + 1 } : null);

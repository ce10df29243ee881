/**
 * What shows something: not what Unicode lets every font leave out, no controls and spaces, and not the three characters that are empty by
 * their description. The rule of the server, see docs/protocol.md.
 */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Separator}\p{Surrogate}\u2800\u{16FE4}\u{1D159}]/u;

/** @param {string} text @returns {boolean} whether there is anything to see in it */
export const isVisible = (text) => VISIBLE.test(text);

/**
 * What shows something on its own: not what Unicode lets every font leave out, no controls and spaces, no marks on other characters, and not the six characters
 * that are empty by their description. The rule of the server, see docs/protocol.md.
 */
const VISIBLE = /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Separator}\p{Surrogate}\p{Mark}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}]/u;

/** @param {string} text @returns {boolean} whether there is anything to see in it */
export const isVisible = (text) => VISIBLE.test(text);

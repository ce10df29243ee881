/* global EMOJIS -- where the picker is for each language: the build puts its place there, `{ en: '/emoji/en.….js', … }` */

/** @type {Record<string, Promise<any>>} */
const loaded = {};
let tries = 0;

/** The picker and its emojis in a language. One that did not come is tried again; browsers may remember by the address that it failed. @param {string} language */
export function load(language) {
  loaded[language] ??= import(`${EMOJIS[language]}#${++tries}`).catch((failure) => {
    delete loaded[language];
    throw failure;
  });
  return loaded[language];
}

/** Another language, in which people may know emojis as well. @param {string} language */
export const other = (language) => Object.keys(EMOJIS).find((each) => each !== language);

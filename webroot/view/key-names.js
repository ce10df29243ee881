/** What stands on the keys of a Mac. */
const ON_MAC = { Ctrl: '⌘', Alt: '⌥' };
const isMac = navigator.platform.startsWith('Mac');

/** @param {string} keys with spaces between them @returns {string[]} what stands on each, on this machine */
export const keyNames = (keys) => keys.split(' ').map((key) => (isMac && ON_MAC[key]) || key);

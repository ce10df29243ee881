/** What stands on the keys of a Mac, also on those of a keyboard beside an iPad or an iPhone. */
const ON_MAC = { Ctrl: '⌘', Alt: '⌥' };
const isMac = /^(?:Mac|iP)/.test(navigator.platform);

/** @param {string} keys with spaces between them @returns {string[]} what stands on each, on this machine */
export const keyNames = (keys) => keys.split(' ').map((key) => (isMac && ON_MAC[key]) || key);

import { own } from '../../i18n/index.js';

/** The page's own words in the chosen language: read them while rendering, never keep them. @returns {typeof import('./en.js').en} */
export const words = () => own;

import { language } from '../../i18n/index.js';
import { en } from './en.js';
import { ko } from './ko.js';

/** The page's own words in the chosen language: read them while rendering, never keep them. @returns {typeof en} */
export const words = () => (language === 'ko' ? ko : en);

/*! Names of emojis: Unicode CLDR (Unicode-3.0) by emojibase-data, © Miles Johnson (MIT); see /emoji/LICENSE */
import emojis from '../../emoji/en.json';

export { words } from '../../i18n/emojis/en.js';
export { Picker } from './picker.js';
export { emojis };

import { language, speak } from '../i18n/index.js';

/** The chosen language and theme, on the root element, where style sheets and screen readers look. @param {import('../state/settings.js').Settings} settings */
export function followSettings(settings) {
  const apply = () => {
    speak(settings.language);
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = settings.theme;
  };
  settings.watch(apply);
  apply();
}

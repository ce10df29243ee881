import { language, speak } from '../i18n/index.js';

/**
 * The chosen language and theme, on the root element, where style sheets and screen readers look; and what is installed speaks that language, too.
 * @param {import('../state/settings.js').Settings} settings
 */
export function followSettings(settings) {
  const manifest = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=manifest]'));
  const apply = () => {
    speak(settings.language);
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = settings.theme;
    if (manifest) manifest.href = language === 'en' ? '/manifest.json' : `/manifest.${language}.json`;
  };
  settings.watch(apply);
  apply();
}

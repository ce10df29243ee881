import { isKnown, language, learn, speak } from '../i18n/index.js';

/** As long as browsers keep any, in seconds. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;
const PATIENCE = 10_000;

/**
 * The chosen language and theme, on the root element, where style sheets and screen readers look; and what is installed speaks that language, too. The
 * document comes with one language. Another one is fetched when it is chosen, and spoken when all of it is here.
 * @param {import('../state/settings.js').Settings} settings
 * @returns {Promise<void>} when the chosen language is spoken, or cannot be had now
 */
export function followSettings(settings) {
  settings.watch((news) => news === 'words' || follow(settings, reloading));
  addEventListener('storage', ({ key }) => key === 'dochat.settings' && settings.recall());
  addEventListener('online', () => settings.lacksWords && follow(settings, reloading));
  return follow(settings, load);
}

async function follow(settings, load) {
  document.documentElement.dataset.theme = settings.theme;
  const chosen = settings.language;
  // By this a node knows with which language the next document is to come.
  document.cookie = `dochat-language=${chosen}; Path=/; Max-Age=${COOKIE_SECONDS}; SameSite=Lax`;
  const isThere = isKnown(chosen) || (await learn(chosen, load).then(() => true, () => false));
  if (chosen !== settings.language) return;
  if (isThere) say(chosen);
  settings.lack(!isThere);
}

function say(chosen) {
  speak(chosen);
  document.documentElement.lang = language;
  const manifest = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=manifest]'));
  if (manifest) manifest.href = language === 'en' ? '/manifest.json' : `/manifest.${language}.json`;
}

/** An import does not say why it failed, and some browsers do not try it again. */
async function load(address) {
  const { ok, status } = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
  if (!ok) throw Object.assign(new Error(`${status} for ${address}`), { status });
  return import(address);
}

/** A node of another release does not have this page's words: its own page has them. */
async function reloading(address) {
  try {
    return await load(address);
  } catch (problem) {
    if (problem.status === 404) location.reload();
    throw problem;
  }
}

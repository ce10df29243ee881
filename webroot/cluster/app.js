import { bestLanguage } from '../i18n/index.js';
import { Memory } from '../state/memory.js';
import { Settings } from '../state/settings.js';
import { followSettings } from '../view/appearance.js';
import { nodes } from './net/nodes.js';
import { Overview } from './state/overview.js';
import { Search } from './state/search.js';
import { ClusterPage } from './view/page.js';

const settings = new Settings(new Memory(() => localStorage), bestLanguage(navigator.languages));
const overview = new Overview(nodes);
const search = new Search(nodes);

/** What an administrator saw goes with them. */
function followSession() {
  if (overview.phase === 'out' && (search.found || search.text)) search.forget();
}

await followSettings(settings);
const page = new ClusterPage({ overview, search, settings }, document.getElementById('page'));
[overview, search, settings].forEach((each) => each.watch(() => page.refresh()));
overview.watch(followSession);
search.watch(() => search.problem?.code === 'unauthenticated' && overview.expire());
overview.watch((news) => news === 'answer' && overview.phase === 'in' && search.again());
document.addEventListener('visibilitychange', () => overview.look(!document.hidden));
overview.look(!document.hidden);

import { bestLanguage } from '../i18n/index.js';
import { api } from '../net/api.js';
import { OtherTabs } from '../net/tabs/others.js';
import { Account } from '../state/account.js';
import { Invited } from '../state/invited.js';
import { Memory } from '../state/memory.js';
import { Session } from '../state/session.js';
import { Settings } from '../state/settings.js';
import { followSettings } from '../view/appearance.js';
import { Heads } from './count/heads.js';
import { KINDS } from './doors/http.js';
import { longPolling, polling } from './doors/polling.js';
import { serverSentEvents } from './doors/server-sent-events.js';
import { SOCKJS_TRANSPORTS, sockjs } from './doors/sockjs.js';
import { streaming } from './doors/streaming.js';
import { tcp } from './doors/tcp.js';
import { websocket } from './doors/websocket.js';
import { Lab } from './experiment/lab.js';
import { openRoom } from './doors/room.js';
import { words } from './i18n/index.js';
import { LabPage } from './view/page.js';

const HIDDEN_FOR_LONG = 30_000;

const memory = new Memory(() => localStorage);
const settings = new Settings(memory, bestLanguage(navigator.languages));
const session = new Session(api, memory);
const account = new Account(api, memory);
/** Nobody comes here by a link. */
const invited = new Invited(api, memory, () => '');
const others = new OtherTabs(() => session.recall());
const choice = { sockjs: SOCKJS_TRANSPORTS[0] };
const heads = new Heads();
const doors = () => [polling, longPolling, streaming, serverSentEvents, websocket, sockjs(choice.sockjs), tcp];

let lines = 0;
const lab = new Lab(doors, prepare, () => words().conversation[lines++ % words().conversation.length]);

async function prepare() {
  await heads.learn(Object.values(KINDS));
  return { room: await openRoom(), after: 0, heads };
}

/** @param {string} transport of SockJS */
function chooseSockJs(transport) {
  choice.sockjs = transport;
  lab.replace('sockjs');
}

let hiding;

/** Nobody looks: for a moment that is nothing, for long it is a waste. */
function followVisibility() {
  clearTimeout(hiding);
  if (document.hidden) hiding = setTimeout(() => lab.state === 'off' || lab.stop('hidden'), HIDDEN_FOR_LONG);
}

function followLab() {
  if (lab.reason === 'unauthenticated' && session.phase === 'in') session.end({ code: 'unauthenticated' });
}

await followSettings(settings);
const page = new LabPage({ lab, session, account, invited, settings, choice, chooseSockJs, transports: SOCKJS_TRANSPORTS }, document.getElementById('page'));
[lab, session, account, settings].forEach((each) => each.watch(() => page.refresh()));
lab.watch(followLab);
account.follow(session);
settings.follow(session);
session.watchUser((user) => others.tell(user));
document.addEventListener('visibilitychange', followVisibility);
addEventListener('pagehide', () => lab.stop());
session.recall();

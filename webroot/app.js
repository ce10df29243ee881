import { bestLanguage } from './i18n/index.js';
import { api } from './net/api.js';
import { Connection } from './net/connection.js';
import { Ladder } from './net/ladder.js';
import { longPolling } from './net/transports/long-polling.js';
import { polling } from './net/transports/polling.js';
import { SOCKJS_WAYS, sockjs } from './net/transports/sockjs.js';
import { streaming } from './net/transports/streaming.js';
import { websocket } from './net/transports/websocket.js';
import { Chat } from './state/chat.js';
import { Memory } from './state/memory.js';
import { followSettings } from './view/appearance.js';
import { callForAttention } from './view/attention.js';
import { Page } from './view/page.js';
import { go, here } from './view/route.js';
import { followViewport } from './view/viewport.js';

const lasting = new Memory(() => localStorage);
const rungs = [websocket, streaming, longPolling, polling(() => document.hidden)];
const ladder = new Ladder(rungs, sockjs, lasting);

const connection = new Connection(ladder, location.origin, {
  opened: resume,
  status: (status) => chat.link.become(status),
  latency: (millis) => chat.link.measured(millis),
  delivery: (address, body) => chat.deliver(address, body),
  refusal: (address, problem) => (problem.code === 'unauthenticated' ? signedOut(problem) : chat.notices.tell({ problem })),
  signInAgain: () => signedOut({ code: 'signed_out' }),
});

const chat = new Chat({
  line: connection,
  door: api,
  lasting,
  tab: new Memory(() => sessionStorage),
  language: bestLanguage(navigator.languages),
});

chat.link.tryNow = () => connection.start();
chat.link.measure = () => connection.wake();
chat.link.ways = [...rungs.map(({ name }) => name), ...SOCKJS_WAYS];
chat.link.choose = (way) => connection.choose(way);
// First, so that everything after it already speaks the chosen language.
followSettings(chat.settings);
followViewport();
callForAttention(chat);
const page = new Page(chat, document.getElementById('page'));

function resume() {
  chat.resume().then(chooseRoom, (refusal) => {
    if (refusal.code === 'unauthenticated') signedOut(refusal);
    else connection.doubt();
  });
}

function signedOut(problem) {
  if (chat.session.phase === 'in') chat.session.end(problem);
}

let signedInAs = '';
let choosing = false;

/** The connection lives as long as the session does. */
function followSession() {
  const user = chat.session.user?.id ?? '';
  if (user === signedInAs) return;
  signedInAs = user;
  if (user) {
    choosing = true;
    chat.begin();
    chat.open(here());
    connection.start();
  } else {
    connection.stop();
    chat.forget();
  }
}

/** After signing in, where the list leaves space for a room: the one of last time, or the first. */
function chooseRoom() {
  if (!choosing) return;
  choosing = false;
  const { mine } = chat.rooms.sections();
  const room = mine.find(({ id }) => id === chat.memory.get('room')) ?? mine[0];
  if (room && !here() && matchMedia('(min-width: 700px)').matches) go(room.id);
}

function follow(online) {
  chat.link.setOnline(online);
  if (online) connection.moved();
}

chat.session.watch(followSession);
addEventListener('hashchange', () => chat.open(here()));
addEventListener('online', () => follow(true));
addEventListener('offline', () => follow(false));
navigator.connection?.addEventListener?.('change', () => connection.moved());
document.addEventListener('visibilitychange', () => document.hidden || connection.wake());
// Countdowns are the only thing that changes by itself.
setInterval(() => (chat.link.retryAt || chat.outbox.posts.some(({ until }) => until)) && page.refresh(), 500);
chat.link.setOnline(navigator.onLine);
chat.session.recall();

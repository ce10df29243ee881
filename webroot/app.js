import { bestLanguage } from './i18n/index.js';
import { api } from './net/api.js';
import { Connection } from './net/connection.js';
import { websocket } from './net/transports/websocket.js';
import { Chat } from './state/chat.js';
import { Memory } from './state/memory.js';
import { followSettings } from './view/appearance.js';
import { callForAttention } from './view/attention.js';
import { Page } from './view/page.js';
import { here } from './view/route.js';

const connection = new Connection(websocket, location.origin, {
  status: (status) => {
    chat.link.become(status);
    if (status.state === 'connected') resume();
  },
  latency: (millis) => chat.link.measured(millis),
  delivery: (address, body) => chat.deliver(address, body),
  refusal: (address, refusal) => refusal.code === 'unauthenticated' && signedOut(refusal),
  signInAgain: () => signedOut({ code: 'signed_out' }),
});

const chat = new Chat({
  line: connection,
  door: api,
  lasting: new Memory(() => localStorage),
  tab: new Memory(() => sessionStorage),
  language: bestLanguage(navigator.languages),
});

chat.link.tryNow = () => connection.start();
chat.link.measure = () => connection.wake();
// First, so that everything after it already speaks the chosen language.
followSettings(chat.settings);
callForAttention(chat);
const page = new Page(chat, document.getElementById('page'));

function resume() {
  chat.resume().catch((refusal) => {
    if (refusal.code === 'unauthenticated') signedOut(refusal);
    else connection.doubt();
  });
}

function signedOut(problem) {
  if (chat.session.phase === 'in') chat.session.end(problem);
}

let signedInAs = '';

/** The connection lives as long as the session does. */
function followSession() {
  const user = chat.session.user?.id ?? '';
  if (user === signedInAs) return;
  signedInAs = user;
  if (user) {
    chat.begin();
    chat.open(firstRoom());
    connection.start();
  } else {
    connection.stop();
    chat.forget();
  }
}

/** The room of the address; where there is space for both, else the last one. */
function firstRoom() {
  const room = here() || (matchMedia('(min-width: 700px)').matches ? chat.memory.get('room', '') : '');
  if (room !== here()) history.replaceState(null, '', `#/room/${encodeURIComponent(room)}`);
  return room;
}

function follow(online) {
  chat.link.setOnline(online);
  if (online) connection.wake();
}

chat.session.watch(followSession);
addEventListener('hashchange', () => chat.open(here()));
addEventListener('online', () => follow(true));
addEventListener('offline', () => follow(false));
document.addEventListener('visibilitychange', () => document.hidden || connection.wake());
// Countdowns are the only thing that changes by itself.
setInterval(() => (chat.link.retryAt || chat.outbox.posts.some(({ until }) => until)) && page.refresh(), 500);
chat.link.setOnline(navigator.onLine);
chat.session.recall();

import { bestLanguage, t } from './i18n/index.js';
import { nameOf } from './i18n/names.js';
import { api } from './net/api.js';
import { WAYS, openLine } from './net/line.js';
import { watchNetwork } from './net/network.js';
import { openChannel } from './net/tabs/channel.js';
import { OtherTabs } from './net/tabs/others.js';
import { Chat } from './state/chat.js';
import { Memory } from './state/memory.js';
import { Tabs } from './state/tabs.js';
import { Unsent } from './state/unsent.js';
import { followSettings } from './view/appearance.js';
import { callForAttention } from './view/attention.js';
import { Page } from './view/page.js';
import { putInvitationAway, useInvitation } from './view/dialogs/invited.js';
import { cameBack, go, here, invitationHere } from './view/route.js';
import { followViewport } from './view/viewport.js';

const lasting = new Memory(() => localStorage);
const others = new OtherTabs(() => chat.session.recall());

const connection = openLine(location.origin, { memory: lasting, isHidden: () => document.hidden }, {
  opened: resume,
  status: follow,
  latency: (millis) => chat.link.measured(millis),
  delivery: (address, body) => chat.deliver(address, body),
  refusal: (address, problem) => (problem.code === 'unauthenticated' ? chat.leaving.cutOff() : chat.refused(address, problem)),
  signInAgain: () => chat.leaving.cutOff(),
});

const chat = new Chat({
  line: connection,
  door: api,
  lasting,
  disk: new Unsent(),
  tabs: new Tabs(openChannel('dochat.state')),
  language: bestLanguage(navigator.languages),
  words: { named: nameOf, deleted: () => t.deletedNow, undo: () => t.undo, groups: () => t.groups },
});

chat.link.tryNow = () => connection.wake();
chat.link.measure = () => connection.wake();
chat.link.ways = WAYS;
chat.link.choose = (way) => connection.choose(way);
chat.session.letIn = () => connection.start();
// First, so that everything after it already speaks the chosen language.
await followSettings(chat.settings);
followViewport();
callForAttention(chat);
const page = new Page(chat, document.getElementById('page'));

function follow(status) {
  const tookOver = signedInAs && chat.link.state === 'connected' && status.change;
  chat.link.become(status);
  if (tookOver) chat.goOn().catch(() => {});
}

/** Before one is in, there is nobody to speak for. */
function resume() {
  if (!signedInAs) return;
  chat.resume().then(settle, (refusal) => {
    if (refusal.code === 'unauthenticated') chat.leaving.cutOff();
    else connection.doubt();
  });
}

let signedInAs = '';
let choosing = false;
/** Whether one comes in by this page, and not because the browser knew one. */
let wasOut = false;
/** Whether a link is to be used as soon as the rooms are known. */
let comesByLink = false;
/** How it went where one has said who one is, as long as that is to be told. */
let back = cameBack(lasting);

/** The connection lives as long as the session does, or as somebody is coming in, and who one is in one tab, one is in all. */
function followSession() {
  const user = chat.session.user?.id ?? '';
  wasOut ||= chat.session.phase === 'out';
  if (chat.session.phase === 'out' && !chat.session.busy) connection.stop();
  if (user === signedInAs) return;
  if (signedInAs) leave();
  signedInAs = user;
  others.tell(user);
  if (user) enter();
}

function enter() {
  choosing = true;
  chat.begin();
  openHere();
  comesByLink = wasOut && chat.invited.what !== null;
  if (chat.link.state === 'connected') resume();
  else connection.start();
}

/** Who has not come in yet sees the link on the page where one does; who goes elsewhere is asked about it no longer. */
function openLink() {
  const link = invitationHere();
  if (link && link !== chat.invited.link) chat.invited.open(link);
  if (link && signedInAs) chat.layout.show({ dialog: 'invited' });
  if (!link && !chat.invited.busy) putInvitationAway(chat);
}

function openHere() {
  openLink();
  const { room, seq, thread } = here();
  chat.open(room, seq, thread);
}

function leave() {
  connection.stop();
  chat.forget();
}

/** Lets go, so that another tab leads at once. */
function putAside() {
  api.lastWords([...chat.changing.lastWords(), ...Object.entries(chat.untold).map(([room, seq]) => ['chat.read', { room, seq }]),
    ...chat.draftsElsewhere.lastWords]);
  connection.stop();
}

/** What other tabs told meanwhile was not heard: somebody may have signed in. */
function comeBack() {
  if (!signedInAs) return chat.session.recall();
  chat.outbox.readAgain();
  connection.start();
}

function settle() {
  const isLed = chooseRoom();
  tellOfReturn(isLed);
  if (comesByLink) useInvitation(chat);
  comesByLink = false;
}

/** Another address that is on its way takes notices of before away. @param {boolean} isLed */
function tellOfReturn(isLed) {
  const { problem = null, isLink = false } = back ?? {};
  back = null;
  if (!problem && !isLink) return;
  const tell = () => chat.notices.tell(problem ? { problem } : { text: () => t.linkedNow });
  if (isLed) addEventListener('hashchange', tell, { once: true });
  else tell();
}

/** After signing in, where the list leaves space for a room: the one of last time, or the first. @returns {boolean} whether another address is on its way */
function chooseRoom() {
  if (!choosing) return false;
  choosing = false;
  // Who is asked about an invitation is asked at its address.
  if (invitationHere() && !comesByLink) return false;
  const room = chat.rooms.backTo(chat.memory.get('room'));
  return room !== undefined && !here().room && matchMedia('(min-width: 700px)').matches && go(room.id);
}

/** A listener that is always there would keep pages out of the back-forward cache. */
function holdBack() {
  onbeforeunload = chat.outbox.fleeting ? (event) => event.preventDefault() : null;
}

chat.session.watch(followSession);
chat.account.follow(chat.session);
chat.outbox.watch(holdBack);
addEventListener('hashchange', () => (signedInAs ? openHere() : openLink()));
addEventListener('online', () => chat.link.setOnline(true));
addEventListener('offline', () => chat.link.setOnline(false));
watchNetwork(() => connection.moved());
document.addEventListener('visibilitychange', () => (document.hidden ? chat.hide() : connection.wake()));
addEventListener('pagehide', putAside);
document.addEventListener('freeze', () => connection.stop());
addEventListener('pageshow', ({ persisted }) => persisted && comeBack());
document.addEventListener('resume', comeBack);
// Countdowns change by themselves.
setInterval(() => (chat.link.retryAt || chat.outbox.posts.some(({ until }) => until)) && page.refresh(), 500);
// How long ago somebody answered.
setInterval(() => page.refresh(), 60_000);
openLink();
chat.link.setOnline(navigator.onLine);
chat.session.recall(back?.problem);

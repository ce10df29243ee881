import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { ROOM_FOR } from '#page/state/outbox.js';
import { Clock } from '../support/clock.js';
import { House, later, refusal } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const texts = (house, user = 'me') => house.log.filter((event) => event.user.id === user).map(({ text }) => text);
const posts = (house) => house.asked.filter(({ address }) => address === 'chat.post');

test('what was written offline outlives tab and browser, and is sent once', async () => {
  const [house, browser] = [new House(), new Browser()];
  const first = await new Tab(house, 'me', browser).comes();
  first.loses();
  first.chat.writing.post('one');
  first.chat.writing.post('two');
  await settled();
  first.dies();
  const next = await new Tab(house, 'me', browser).comes();
  await settled();
  assert.deepEqual(texts(house), ['one', 'two']);
  next.hears();
  assert.deepEqual(next.shown, ['one', 'two']);
  assert.equal(browser.disk.posts.size, 0);
  assert.deepEqual(next.chat.outbox.posts, []);
});

test('a post whose acknowledgement was lost with the browser is not doubled', async () => {
  const [house, browser] = [new House(), new Browser()];
  const first = await new Tab(house, 'me', browser).comes();
  first.line.held = later();
  first.chat.writing.post('once');
  await settled();
  first.dies();
  await new Tab(house, 'me', browser).comes();
  await settled();
  assert.deepEqual(texts(house), ['once']);
  assert.equal(posts(house).length, 2, 'it was sent again');
});

test('each tab shows what waits, and two that send do not double', async () => {
  const [house, browser] = [new House(), new Browser()];
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  a.loses();
  b.loses();
  a.chat.writing.post('a1');
  b.chat.writing.post('b1');
  a.chat.writing.post('a2');
  assert.deepEqual(a.shown, ['a1', 'b1', 'a2']);
  assert.deepEqual(b.shown, ['a1', 'b1', 'a2']);
  await Promise.all([a.connects(), b.connects()]);
  await clock.pass(10_000);
  assert.deepEqual(texts(house), ['a1', 'b1', 'a2']);
  for (const tab of [a, b]) {
    tab.hears();
    assert.deepEqual(tab.shown, ['a1', 'b1', 'a2']);
    assert.deepEqual(tab.chat.outbox.posts, []);
  }
  assert.equal(browser.disk.posts.size, 0);
});

test('a tab leaves to another what that one sends, and takes over when it does not', async () => {
  const [house, browser] = [new House(), new Browser()];
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  a.chat.writing.post('quick');
  await clock.pass(5_000);
  assert.equal(posts(house).length, 1);
  a.line.held = later();
  a.line.refuses = (address) => address === 'chat.post' && 'busy';
  a.chat.writing.post('from one that sleeps');
  a.chat.sending.pause();
  await clock.pass(3_000);
  assert.deepEqual(texts(house), ['quick']);
  await clock.pass(5_000);
  assert.deepEqual(texts(house), ['quick', 'from one that sleeps']);
  assert.deepEqual(a.chat.outbox.unsent, []);
  assert.deepEqual(b.chat.outbox.unsent, []);
});

test('own posts of a tab do not wait for those that another one has just sent', async () => {
  const [house, browser] = [new House(), new Browser()];
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  a.chat.writing.post('mine');
  await settled();
  b.chat.writing.post('and mine');
  await settled();
  assert.deepEqual(texts(house), ['mine', 'and mine']);
});

test('who signs in next on the same browser never sees nor sends it, and who wrote it does', async () => {
  const [house, browser] = [new House(), new Browser()];
  const first = await new Tab(house, 'me', browser).comes();
  first.loses();
  first.chat.writing.post('secret');
  await settled();
  first.chat.session.end({ code: 'signed_out' });
  first.chat.forget();
  assert.deepEqual(first.chat.outbox.posts, []);
  const other = await new Tab(house, 'other', browser).comes();
  await clock.pass(10_000);
  assert.deepEqual(other.shown, []);
  assert.deepEqual(house.log, []);
  await new Tab(house, 'me', browser).comes();
  await settled();
  assert.deepEqual(house.log.map(({ text, user }) => [text, user.id]), [['secret', 'me']]);
});

test('of two people in two tabs, none sees what the other writes', async () => {
  const [house, browser] = [new House(), new Browser()];
  const [me, other] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'other', browser).comes()];
  me.loses();
  me.chat.writing.post('mine');
  await settled();
  assert.deepEqual([me.shown, other.shown], [['mine'], []]);
  await me.chat.leaving.signOut();
  assert.deepEqual(other.chat.outbox.posts, []);
});

test('nothing goes over a line of which it is not known whom it speaks for', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  tab.chat.writing.post('whose?');
  tab.line.isUp = true;
  tab.chat.link.become(/** @type {any} */ ({ state: 'connected', way: 'test' }));
  await clock.pass(20_000);
  assert.deepEqual(house.log, []);
  await tab.connects();
  assert.deepEqual(texts(house), ['whose?']);
});

test('signing out asks while something is unsent, and deletes it', async () => {
  const [house, browser] = [new House(), new Browser()];
  const tab = await new Tab(house, 'me', browser).comes();
  tab.loses();
  tab.chat.writing.post('never mind');
  tab.chat.writing.write('half a thought');
  await settled();
  tab.chat.leaving.ask();
  assert.equal(tab.chat.session.phase, 'in');
  assert.equal(tab.chat.layout.dialog, 'sign-out');
  await tab.chat.leaving.signOut();
  assert.equal(tab.chat.session.phase, 'out');
  assert.equal(browser.disk.posts.size, 0);
  assert.equal(browser.area.getItem('dochat.drafts.me'), null);
});

test('signing out in vain says so, and deletes nothing', async () => {
  const [house, browser] = [new House(), new Browser()];
  const tab = await new Tab(house, 'me', browser).comes();
  tab.loses();
  tab.chat.writing.post('keep me');
  await settled();
  tab.door.signOut = async () => { throw refusal('offline'); };
  assert.equal(await tab.chat.leaving.signOut(), false);
  assert.equal(tab.chat.session.phase, 'in');
  assert.equal(tab.chat.notices.current.problem.code, 'offline');
  await tab.connects();
  assert.deepEqual(texts(house), ['keep me']);
});

test('what was not sent is deleted, too, when the page left before the answer', async () => {
  const [house, browser] = [new House(), new Browser()];
  const tab = await new Tab(house, 'me', browser).comes();
  tab.loses();
  tab.chat.writing.post('never mind');
  await settled();
  tab.door.signOut = async () => {
    tab.chat.leaving.cutOff();
    tab.chat.forget();
    throw refusal('unauthenticated');
  };
  await tab.chat.leaving.signOut();
  assert.equal(tab.chat.session.problem, null);
  assert.equal(browser.disk.posts.size, 0);
});

test('where nothing can be stored, it says so, and sends all the same', async () => {
  const [house, browser] = [new House(), new Browser()];
  browser.disk.isDenied = browser.area.isForbidden = true;
  const tab = await new Tab(house, 'me', browser).comes();
  await settled();
  assert.equal(tab.chat.outbox.lasting, false);
  tab.loses();
  tab.chat.writing.post('kept here');
  await settled();
  assert.equal(tab.chat.outbox.posts[0].kept, false);
  assert.equal(tab.chat.outbox.fleeting, true);
  await tab.connects();
  assert.deepEqual(texts(house), ['kept here']);
  assert.equal(tab.chat.outbox.fleeting, false);
});

test('until the disk has answered, a message would go with the tab', async () => {
  const tab = await new Tab(new House(), 'me').comes();
  await settled();
  tab.loses();
  tab.chat.writing.post('a moment ago');
  assert.equal(tab.chat.outbox.fleeting, true);
  await settled();
  assert.equal(tab.chat.outbox.fleeting, false);
});

test('more than it has room for stays in the composer', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  tab.loses();
  for (let i = 0; i < ROOM_FOR; i++) assert.equal(tab.chat.writing.post(`text ${i}`), true);
  assert.equal(tab.chat.writing.post('one more'), false);
  assert.equal(tab.chat.notices.current.problem.code, 'outbox_full');
});

test('a post that broke under a change of the way is sent again by itself', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  let breaks = true;
  tab.line.refuses = (address) => address === 'chat.post' && breaks && 'lost';
  tab.chat.writing.post('on the way');
  await settled();
  breaks = false;
  await clock.pass(1_000);
  assert.deepEqual(texts(house), ['on the way']);
});

test('a refused post says why in all tabs, and may be tried again or deleted in any', async () => {
  const [house, browser] = [new House(), new Browser()];
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  a.line.refuses = (address, body) => address === 'chat.post' && body.text === 'bad' && 'id_reused';
  a.chat.writing.post('bad');
  a.chat.writing.post('good');
  await settled();
  assert.deepEqual(texts(house), ['good'], 'the next one is not held up');
  assert.deepEqual(b.chat.outbox.unsent.map(({ state, code }) => [state, code]), [['failed', 'id_reused']]);
  b.chat.outbox.retry(b.chat.outbox.unsent[0].id);
  await settled();
  assert.deepEqual(texts(house), ['good', 'bad']);
  assert.deepEqual(a.chat.outbox.unsent, []);
  assert.equal(browser.disk.posts.size, 0);
});

test('what another tab has sent meanwhile is not refused any more', async () => {
  const [house, browser] = [new House(), new Browser()];
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  const refused = later();
  a.line.ask = async (address) => { if (address === 'chat.post') { await refused; throw refusal('timeout'); } };
  a.chat.writing.post('slow here');
  await clock.pass(5_000);
  assert.deepEqual(texts(house), ['slow here'], 'the other one took over');
  refused.give();
  await clock.pass(1_000);
  assert.equal(browser.disk.posts.size, 0);
  assert.deepEqual(a.chat.outbox.unsent, []);
});

test('a server without time is asked later, in order', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  let busy = true;
  tab.line.refuses = (address) => address === 'chat.post' && busy && refusal('rate_limited', 3);
  tab.chat.writing.post('one');
  tab.chat.writing.post('two');
  await settled();
  assert.equal(tab.chat.outbox.posts[0].until, Date.now() + 3_000);
  busy = false;
  await clock.pass(3_100);
  assert.deepEqual(texts(house), ['one', 'two']);
});

test('a clock that is put back makes no post wait for it', async () => {
  const [house, browser] = [new House(), new Browser()];
  const [a, b] = [await new Tab(house, 'me', browser).comes(), await new Tab(house, 'me', browser).comes()];
  a.line.refuses = (address) => address === 'chat.post' && 'busy';
  a.chat.writing.post('in a moment');
  await settled();
  a.line.refuses = () => null;
  clock.set(-3_600_000);
  await clock.pass(5_000);
  assert.deepEqual(texts(house), ['in a moment']);
  a.chat.sending.pause();
  a.chat.writing.post('by the other tab');
  clock.set(-3_600_000);
  await clock.pass(5_000);
  assert.deepEqual(texts(house), ['in a moment', 'by the other tab']);
  assert.deepEqual(b.chat.outbox.unsent, []);
});

test('written offline with a hundred unread, it is at the end of the view, and then at its place', async () => {
  const house = new House().fill(200);
  house.joined.add('me');
  house.read = 60;
  const tab = await new Tab(house, 'me').comes();
  assert.equal(tab.chat.timeline.attached, false);
  tab.loses();
  tab.chat.writing.post('here I am');
  assert.equal(tab.shown.at(-1), 'here I am');
  house.fill(30, 'jun');
  await tab.connects();
  assert.equal(tab.shown.at(-1), 'here I am');
  assert.equal(tab.chat.timeline.attached, true);
  assert.deepEqual(tab.chat.outbox.posts, []);
  assert.equal(tab.chat.timeline.messages.at(-1).seq, 231);
});

test('posted where the newest is not loaded, it is shown at every moment', async () => {
  const house = new House().fill(300);
  house.joined.add('me');
  house.read = 100;
  const tab = await new Tab(house, 'me').comes();
  const missed = [];
  tab.chat.watch(() => tab.chat.timeline.loaded && !tab.shown.includes('look at me') && missed.push(tab.shown.length));
  tab.line.held = later();
  tab.chat.writing.post('look at me');
  house.fill(50);
  tab.hears();
  await settled();
  tab.line.held.give();
  tab.line.held = null;
  await settled();
  tab.hears();
  await settled();
  assert.deepEqual(missed.slice(1), [], 'between the composer and the log');
  assert.ok(tab.shown.includes('look at me'));
});

test('a store that was put back while the line was away gets what it does not have yet', async () => {
  const house = new House().fill(3);
  const tab = await new Tab(house, 'me').comes();
  tab.chat.writing.post('acknowledged');
  await settled();
  assert.equal(tab.chat.outbox.posts[0]?.state, 'sent');
  tab.loses();
  house.replace(house.log.slice(0, 3));
  await tab.connects();
  assert.deepEqual(texts(house), ['acknowledged']);
  assert.deepEqual(tab.shown, ['text 1', 'text 2', 'text 3', 'acknowledged']);
});

test('a log that was replaced gets what it does not have yet', async () => {
  const house = new House().fill(3);
  const tab = await new Tab(house, 'me').comes();
  tab.line.held = later();
  tab.chat.writing.post('acknowledged');
  await settled();
  tab.line.held.give();
  tab.line.held = null;
  await settled();
  assert.equal(tab.chat.outbox.posts[0]?.state, 'sent');
  house.replace([]);
  tab.chat.deliver('room.r', { epoch: house.epoch, head: 0, reset: true });
  await settled();
  assert.deepEqual(texts(house), ['acknowledged']);
});

test('too many connections are a refusal that passes', async () => {
  const house = new House();
  const tab = await new Tab(house, 'me').comes();
  tab.line.refuses = (address) => address === 'chat.post' && 'too_many_connections';
  tab.chat.writing.post('in a moment');
  await settled();
  assert.equal(tab.chat.outbox.unsent[0].state, 'pending');
  tab.line.refuses = () => null;
  await clock.pass(5_000);
  assert.deepEqual(texts(house), ['in a moment']);
});

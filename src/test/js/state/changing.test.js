import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** A room of six messages, of which the last is one's own. */
async function room() {
  const house = new House().fill(5);
  house.post('me', 'mine');
  const tab = await new Tab(house, 'me').comes();
  return { house, tab, chat: tab.chat, own: () => tab.chat.messages.at(-1), sent: () => house.log.filter(({ type }) => type !== 'message') };
}

const reactionsOf = ({ reactions = [] }) => reactions.map(({ emoji, count, mine }) => `${emoji} ${count}${mine ? ' mine' : ''}`).join(', ');

test('an edit is shown at once, and stays when it comes back from the log', async () => {
  const { tab, chat, own, sent } = await room();
  chat.changing.edit('r', 6);
  chat.changing.save('r', 6, 'better');
  assert.equal(chat.changing.editing, null);
  assert.equal(own().text, 'better');
  assert.ok(own().edited);
  await settled();
  assert.deepEqual(sent().map(({ type, ref, text }) => ({ type, ref, text })), [{ type: 'edit', ref: 6, text: 'better' }]);
  assert.equal(own().text, 'better', 'between the answer and the delivery');
  tab.hears();
  assert.equal(own().text, 'better');
  assert.equal(chat.timeline.messages.at(-1), own(), 'nothing lies over it any more');
});

test('what is acknowledged is a message, with which one can do anything before it is delivered', async () => {
  const { house, tab, chat, own, sent } = await room();
  chat.writing.post('new');
  await settled();
  assert.deepEqual([own().seq, own().text, chat.timeline.last, chat.outbox.posts.length], [7, 'new', 6, 1]);
  assert.equal(own(), chat.messages.at(-1), 'the same each time');
  chat.writing.answer(own());
  chat.writing.post('an answer to it');
  await settled();
  assert.deepEqual([house.log.at(-1).ref, own().reply.text], [7, 'new']);
  const before = () => chat.messages.find(({ seq }) => seq === 7);
  chat.changing.toggle('r', before(), '👍');
  chat.changing.save('r', 7, 'newer');
  chat.changing.delete('r', 8);
  chat.changing.flush();
  assert.deepEqual([before().text, reactionsOf(before()), before().unsettled.length, own().deleted?.user.id], ['newer', '👍 1 mine', 2, 'me']);
  await settled();
  assert.deepEqual(sent().map(({ type, ref }) => [type, ref]), [['react', 7], ['edit', 7], ['delete', 8]]);
  house.post('jun', 'after it');
  const { shown } = tab;
  tab.hears();
  assert.deepEqual([tab.shown, chat.outbox.posts], [[...shown, 'after it'], []]);
  assert.deepEqual([before().text, reactionsOf(before())], ['newer', '👍 1 mine']);
});

test('so it is in its thread', async () => {
  const { chat, sent } = await room();
  await chat.open('r', 0, 6);
  await settled();
  chat.writing.post('in the thread', chat.thread.place);
  await settled();
  const { seq, text } = chat.thread.messages.at(-1);
  assert.deepEqual([seq, text], [7, 'in the thread']);
  chat.changing.save('r', seq, 'better');
  assert.equal(chat.thread.messages.at(-1).text, 'better');
  await settled();
  assert.deepEqual(sent().map(({ type, ref }) => [type, ref]), [['edit', 7]]);
});

test('what others did meanwhile is not lost under it', async () => {
  const { house, tab, chat, own } = await room();
  chat.changing.toggle('r', own(), '👍');
  house.change('jun', 'react', 6, '👍');
  house.change('jun', 'react', 6, '🎉');
  tab.hears();
  await settled();
  tab.hears();
  assert.equal(reactionsOf(own()), '🎉 1, 👍 2 mine');
  chat.changing.toggle('r', own(), '👍');
  assert.equal(reactionsOf(own()), '🎉 1, 👍 1');
  await settled();
  tab.hears();
  assert.equal(reactionsOf(own()), '🎉 1, 👍 1');
});

test('what is refused falls back, with the reason', async () => {
  const { tab, chat, own } = await room();
  tab.line.refuses = (address) => address === 'chat.edit' && 'not_author';
  chat.changing.save('r', 6, 'better');
  assert.equal(own().text, 'better');
  await settled();
  assert.equal(own().text, 'mine');
  assert.equal(chat.notices.current.problem.code, 'not_author');
});

test('its message says so until somebody has seen it, or does it after all', async () => {
  for (const [type, address, act] of [['react', 'chat.react', (chat, own) => chat.changing.toggle('r', own, '👍')], ['edit', 'chat.edit', (chat) => chat.changing.save('r', 6, 'better')],
    ['pin', 'chat.pin', (chat, own) => chat.changing.pin('r', own)]]) {
    const { tab, chat, own, sent } = await room();
    tab.line.refuses = (asked) => asked === address && 'not_permitted';
    act(chat, own());
    await settled();
    assert.deepEqual([own().refused.type, own().refused.problem.code, reactionsOf(own()), own().text, own().pinned], [type, 'not_permitted', '', 'mine', undefined]);
    chat.notices.dismiss();
    tab.line.refuses = () => null;
    chat.changing.again(own().refused);
    assert.equal(own().refused, undefined);
    await settled();
    assert.deepEqual(sent().map((event) => event.type), [type]);
    tab.line.refuses = (asked) => asked === address && 'not_permitted';
    act(chat, own());
    await settled();
    chat.changing.seen(own().refused);
    assert.equal(own().refused, undefined);
  }
});

test('what was written in a refused edit stays, whatever else one does to the message', async () => {
  const { tab, chat, own } = await room();
  tab.line.refuses = (asked) => asked === 'chat.edit' && 'not_permitted';
  chat.changing.save('r', 6, 'better');
  await settled();
  chat.changing.toggle('r', own(), '👍');
  await settled();
  assert.equal(own().refused.text, 'better');
  tab.line.refuses = (asked) => asked === 'chat.pin' && 'not_permitted';
  chat.changing.pin('r', own());
  await settled();
  assert.equal(own().refused.text, 'better');
});

test('a deletion is told, too, when its notice is closed or covered by somebody who was about to take it back', async () => {
  for (const leave of [(chat) => chat.notices.dismiss(), (chat) => chat.notices.tell({ text: () => 'something else' })]) {
    const { chat, sent } = await room();
    chat.changing.delete('r', 6);
    chat.notices.current.hold(true);
    leave(chat);
    const { version } = chat.changing;
    await clock.pass(600_000);
    assert.deepEqual(sent().map(({ type }) => type), ['delete']);
    assert.ok(chat.changing.version > version, 'the message says that it is late');
  }
});

test('what was written in an edit stays when somebody deletes the message meanwhile', async () => {
  for (const learns of [(tab) => tab.hears(), missesIt]) {
    const { house, tab, chat, own, sent } = await room();
    chat.changing.edit('r', 6);
    chat.changing.write('better');
    house.change('jun', 'delete', 6);
    await learns(tab);
    assert.equal(chat.changing.editing, null);
    assert.deepEqual([own().deleted.user.id, own().refused.text, own().refused.problem.code], ['jun', 'better', 'message_gone']);
    assert.equal(chat.notices.current.problem.code, 'message_gone');
    assert.equal(sent().length, 1, 'nothing is asked for that cannot be');
    chat.changing.seen(own().refused);
    assert.equal(own().refused, undefined);
  }
});

/** So much has come during a break that the newest messages are loaded anew. */
async function missesIt(tab) {
  tab.chat.deliver('room.r', { reset: true, epoch: tab.house.epoch, head: tab.house.head });
  await settled();
}

test('so it does in a thread, further up than the room shows', async () => {
  const house = new House();
  house.post('me', 'mine');
  house.fill(600);
  const { chat } = await new Tab(house, 'me').comes();
  await chat.open('r', 0, 1);
  await settled();
  chat.changing.edit('r', 1, 'thread');
  chat.changing.write('better');
  house.change('jun', 'delete', 1);
  chat.deliver('room.r', house.delivery(601));
  assert.equal(chat.thread.messages[0].refused.text, 'better');
});

test('nothing is told where nothing was written, or where one has deleted the message oneself', async () => {
  const { house, tab, chat, own } = await room();
  chat.changing.edit('r', 6);
  house.change('jun', 'delete', 6);
  tab.hears();
  assert.deepEqual([chat.changing.editing, own().refused, chat.notices.current], [null, undefined, null]);
  const second = await room();
  second.chat.changing.edit('r', 6);
  second.chat.changing.write('better');
  second.chat.changing.delete('r', 6);
  assert.equal(second.chat.changing.editing.text, 'better', 'as long as that can be taken back');
  second.chat.changing.flush();
  await settled();
  second.tab.hears();
  assert.deepEqual([second.chat.changing.editing, second.own().refused, second.chat.notices.current], [null, undefined, null]);
});

test('a deletion that is refused brings the message back, and says so there', async () => {
  const { tab, chat, own } = await room();
  tab.line.refuses = (address) => address === 'chat.delete' && 'not_permitted';
  chat.changing.delete('r', 6);
  chat.changing.flush();
  await settled();
  assert.deepEqual([own().deleted, own().text, own().refused.type], [undefined, 'mine', 'delete']);
});

test('who signs in after somebody does not see what was refused to them', async () => {
  const { tab, chat, own } = await room();
  tab.line.refuses = () => 'not_permitted';
  chat.changing.toggle('r', own(), '👍');
  await settled();
  chat.changing.forget();
  assert.equal(own().refused, undefined);
});

test('what the log does not have yet is marked, also without a line', async () => {
  const { tab, chat, own } = await room();
  const unsettled = () => own().unsettled?.map(({ type, text }) => `${type} ${text}`.trim());
  chat.changing.toggle('r', own(), '👍');
  chat.changing.save('r', 6, 'better');
  assert.deepEqual(unsettled(), ['react 👍', 'edit better']);
  await settled();
  assert.equal(unsettled(), undefined, 'acknowledged');
  tab.hears();
  tab.loses();
  chat.changing.save('r', 6, 'better still');
  await clock.pass(60_000);
  assert.deepEqual(unsettled(), ['edit better still']);
  await tab.connects();
  await clock.pass(1_000);
  assert.equal(unsettled(), undefined);
});

test('what passes is tried again by the same id, and is done once', async () => {
  const { house, tab, chat, own, sent } = await room();
  let left = 2;
  tab.line.refuses = (address) => address === 'chat.react' && left-- > 0 && 'busy';
  chat.changing.toggle('r', own(), '🎉');
  await clock.pass(5_000);
  assert.equal(sent().length, 1);
  tab.line.refuses = () => null;
  assert.equal(new Set(house.asked.filter(({ address }) => address === 'chat.react').map(({ body }) => body.id)).size, 1);
  tab.hears();
  assert.equal(reactionsOf(own()), '🎉 1 mine');
});

test('a deletion can be taken back for a while, and is told when it cannot any more', async () => {
  const { tab, chat, own, sent } = await room();
  chat.changing.delete('r', 6);
  assert.ok(own().deleted);
  assert.equal(own().text, '');
  chat.notices.current.action.act();
  assert.equal(own().text, 'mine');
  await clock.pass(6_000);
  assert.deepEqual(sent(), []);

  chat.changing.delete('r', 6);
  await clock.pass(6_000);
  assert.deepEqual(sent().map(({ type, ref }) => [type, ref]), [['delete', 6]]);
  assert.equal(chat.notices.current, null, 'nothing offers to take it back any more');
  tab.hears();
  assert.ok(own().deleted);
});

test('the time to take it back is chosen, and stands still while somebody is about to', async () => {
  const { chat, sent } = await room();
  chat.settings.choose({ undoSeconds: 60 });
  chat.changing.delete('r', 6);
  await clock.pass(59_000);
  assert.deepEqual(sent(), []);
  chat.notices.current.hold(true);
  await clock.pass(600_000);
  assert.deepEqual(sent(), []);
  assert.ok(chat.notices.current.action);
  chat.notices.current.hold(false);
  await clock.pass(61_000);
  assert.deepEqual(sent().map(({ type }) => type), ['delete']);
});

test('it can be taken back as long as it waits, whatever is told and wherever one goes meanwhile', async () => {
  const { tab, chat, own, sent } = await room();
  chat.changing.delete('r', 6);
  chat.notices.tell({ problem: { code: 'busy' } });
  chat.notices.tell({ text: () => 'left', action: { label: () => 'join again', act: () => {} } });
  chat.notices.dismiss();
  chat.notices.tell({ text: () => 'said' });
  await chat.open('elsewhere');
  assert.equal(chat.notices.current.action.label(), 'undo');
  chat.notices.current.action.act();
  await chat.open('r');
  await clock.pass(60_000);
  assert.deepEqual(sent(), []);
  assert.equal(own().text, 'mine');
  tab.hears();
});

test('a page that goes tells the deletion that could still be taken back', async () => {
  const { chat } = await room();
  chat.changing.delete('r', 6);
  const [[address, body], ...others] = chat.changing.lastWords();
  assert.deepEqual([address, body.room, body.seq, others], ['chat.delete', 'r', 6, []]);
  assert.equal(chat.changing.lastWords()[0][1].id, body.id, 'told twice, it is done once');
});

test('reactions and edits make nothing unread, and a deletion takes it back', async () => {
  const { house, tab, chat } = await room();
  chat.reading.look({ visible: false });
  const unread = () => chat.rooms.unread(chat.rooms.get('r'));
  await chat.rooms.join('r');
  house.change('jun', 'react', 6, '👍');
  house.change('jun', 'edit', 5, 'other');
  tab.hears();
  assert.equal(unread(), 0);
  house.post('jun', 'news');
  tab.hears();
  assert.equal(unread(), 1);
  house.change('jun', 'delete', house.head);
  tab.hears();
  assert.equal(unread(), 0);
});

test('one change is told after another: a later wish is not overtaken by an earlier one', async () => {
  const { house, tab, chat, own, sent } = await room();
  let left = 1;
  tab.line.refuses = (address) => address === 'chat.edit' && left-- > 0 && 'busy';
  chat.changing.save('r', 6, 'first');
  await settled();
  chat.changing.save('r', 6, 'second');
  chat.changing.save('r', 6, 'third');
  assert.equal(own().text, 'third');
  await clock.pass(10_000);
  assert.equal(sent().at(-1).text, 'third');
  assert.ok(!house.log.some(({ text }) => text === 'second'), 'of what was not told yet, only the last wish counts');
  tab.hears();
  assert.equal(own().text, 'third');
});

test('many quick clicks end where the last one left it', async () => {
  const { tab, chat, own, sent } = await room();
  let calls = 0;
  tab.line.refuses = (address) => address === 'chat.react' && calls++ % 3 === 1 && 'rate_limited';
  for (let i = 0; i < 21; i++) {
    chat.changing.toggle('r', own(), '👍');
    if (i % 4 === 0) await settled();
  }
  assert.equal(reactionsOf(own()), '👍 1 mine');
  await clock.pass(60_000);
  tab.hears();
  assert.equal(reactionsOf(own()), '👍 1 mine');
  assert.equal(sent().at(-1).type, 'react');
});

test('an emoji that stands there already is taken as it is written there', async () => {
  const { house, tab, chat, own, sent } = await room();
  house.change('jun', 'react', 6, '\u2764');
  tab.hears();
  for (const expected of ['\u2764 2 mine', '\u2764 1']) {
    chat.changing.toggle('r', own(), '\u2764\uFE0F');
    await settled();
    tab.hears();
    assert.equal(reactionsOf(own()), expected);
  }
  assert.deepEqual(sent().map(({ type, text }) => [type, text]), [['react', '\u2764'], ['react', '\u2764'], ['unreact', '\u2764']]);
});

test('without a line changes wait for it, however long that takes', async () => {
  const { tab, chat, own, sent } = await room();
  tab.loses();
  chat.changing.save('r', 6, 'written offline');
  chat.changing.delete('r', 6);
  await clock.pass(120_000);
  assert.deepEqual(sent(), []);
  assert.ok(own().deleted);
  await tab.connects();
  await clock.pass(1_000);
  assert.deepEqual(sent().map(({ type }) => type), ['edit', 'delete']);
});

test('who signs out has deleted what they deleted, and leaves no offer to take it back', async () => {
  const { chat, sent } = await room();
  chat.changing.delete('r', 6);
  const left = chat.leaving.signOut();
  await clock.pass(4_000);
  await left;
  assert.deepEqual(sent().map(({ type }) => type), ['delete']);
  assert.equal(chat.notices.current, null);
});

test('a message is edited in one list, and goes on being edited in another with what is written', async () => {
  const { chat: { changing } } = await room();
  const where = () => ['room', 'thread'].filter((pane) => changing.isEdited('r', 6, pane));
  changing.edit('r', 6, 'thread');
  changing.write('half');
  assert.deepEqual(where(), ['thread']);
  changing.edit('r', 6);
  assert.deepEqual([where(), changing.editing.text], [['room'], 'half']);
  changing.edit('r', 5, 'thread');
  assert.deepEqual([where(), changing.editing.text], [[], undefined]);
});

test('each time that one edits is another one', async () => {
  const { chat } = await room();
  chat.changing.edit('r', 6);
  const { editing } = chat.changing;
  chat.changing.end();
  chat.changing.edit('r', 6);
  assert.notEqual(chat.changing.editing, editing);
});

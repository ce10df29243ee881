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
  chat.changing.edit(6);
  chat.changing.save('r', 6, 'better');
  assert.equal(chat.changing.editing, 0);
  assert.equal(own().text, 'better');
  assert.ok(own().edited);
  await settled();
  assert.deepEqual(sent().map(({ type, ref, text }) => ({ type, ref, text })), [{ type: 'edit', ref: 6, text: 'better' }]);
  assert.equal(own().text, 'better', 'between the answer and the delivery');
  tab.hears();
  assert.equal(own().text, 'better');
  assert.equal(chat.timeline.messages.at(-1), own(), 'nothing lies over it any more');
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

test('a page that goes tells the deletion that could still be taken back', async () => {
  const { chat } = await room();
  chat.changing.delete('r', 6);
  const [[address, body], ...others] = chat.changing.lastWords();
  assert.deepEqual([address, body.room, body.seq, others], ['chat.delete', 'r', 6, []]);
  assert.deepEqual(chat.changing.lastWords(), []);
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

test('a node of the release before, which knows events only, is understood', async () => {
  const house = new House().fill(5);
  house.change('jun', 'edit', 2, 'other');
  house.change('jun', 'react', 3, '👍');
  const tab = new Tab(house, 'me');
  tab.line.refuses = (address) => address === 'chat.messages' && 'unknown_address';
  await tab.comes();
  assert.deepEqual(tab.chat.messages.map(({ text }) => text), ['text 1', 'other', 'text 3', 'text 4', 'text 5']);
  assert.equal(reactionsOf(tab.chat.messages[2]), '👍 1');
  assert.deepEqual([tab.chat.timeline.first, tab.chat.timeline.last], [1, 7]);
});

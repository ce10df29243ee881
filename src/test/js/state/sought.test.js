import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, refusal } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const window = ({ chat: { timeline } }) => [timeline.messages[0]?.seq, timeline.last];

async function comesTo(house, seq) {
  const tab = await new Tab(house, 'me').comes();
  await tab.chat.open('r', seq);
  return tab;
}

test('a room that is newer than the first answer is found, though nobody tells of it', async () => {
  const tab = new Tab(new House().fill(3), 'me');
  const ask = tab.line.ask.bind(tab.line);
  let isFirst = true;
  tab.line.ask = (address, body) => {
    if (address !== 'chat.room' || !isFirst) return ask(address, body);
    isFirst = false;
    return Promise.reject(refusal('room_not_found'));
  };
  tab.chat.layout.show({ room: 'r' });
  await tab.comes();
  await settled();
  assert.equal(tab.chat.room?.id, 'r');
  assert.deepEqual(window(tab), [1, 3]);
});

test('a message far up is loaded with what is before and after it', async () => {
  const tab = await comesTo(new House().fill(900), 300);
  assert.deepEqual(window(tab), [280, 379]);
  assert.equal(tab.chat.timeline.sought, 300);
  tab.chat.timelines.found('r');
  await tab.chat.timelines.newer('r');
  assert.deepEqual(window(tab), [280, 479]);
});

test('the first message has nothing before it', async () => {
  const tab = await comesTo(new House().fill(900), 1);
  assert.deepEqual(window(tab), [1, 100]);
});

test('a message of the window is not loaded again', async () => {
  const house = new House().fill(900);
  const tab = await comesTo(house, 0);
  const before = house.asked.length;
  await tab.chat.open('r', 850);
  assert.equal(tab.chat.timeline.sought, 850);
  assert.deepEqual(house.asked.slice(before).filter(({ address }) => address === 'chat.messages'), []);
});

test('where the log ends before it, the newest messages are shown and that it is not there is said', async () => {
  const tab = await comesTo(new House().fill(900), 5_000);
  await settled();
  assert.deepEqual(window(tab), [801, 900]);
  assert.equal(tab.chat.timeline.sought, null);
  assert.equal(tab.chat.notices.current.problem.code, 'message_not_found');
});

test('who goes to the newest messages, or posts, looks for it no more', async () => {
  const tab = await comesTo(new House().fill(900), 300);
  tab.chat.writing.post('something else');
  await settled();
  assert.equal(tab.chat.timeline.sought, null);
  assert.equal(tab.chat.timeline.attached, true);
});

test('who waits for the newest messages and follows a link goes to the message', async () => {
  const house = new House().fill(900);
  const tab = await comesTo(house, 300);
  tab.loses();
  tab.chat.timelines.latest('r');
  await tab.chat.open('r', 500);
  await tab.connects();
  assert.deepEqual(window(tab), [480, 579]);
  assert.equal(tab.chat.timeline.wantsLatest, false);
});

test('what could not be loaded is loaded when the line is back, or at a wish', async () => {
  const house = new House().fill(900);
  const tab = await comesTo(house, 0);
  tab.line.refuses = (address) => address === 'chat.messages' && 'busy';
  await tab.chat.open('r', 300);
  assert.equal(tab.chat.timeline.problem.what, 'sought');
  tab.line.refuses = () => null;
  await tab.chat.reload();
  assert.deepEqual(window(tab), [280, 379]);
});

test('a later link counts, whichever answer comes first', async () => {
  const house = new House().fill(900);
  const tab = await comesTo(house, 0);
  const first = tab.chat.open('r', 300);
  await tab.chat.open('r', 600);
  await first;
  assert.deepEqual(window(tab), [580, 679]);
});

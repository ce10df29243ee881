import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Tab } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

test('where the line goes on, one asks who one is there, what differs, and soon for the open room that one is not in', async () => {
  const house = new House();
  const { chat } = await new Tab(house, 'me').comes();
  await clock.pass(5_000);
  house.asked = [];
  await chat.goOn();
  await clock.pass(1_500);
  assert.deepEqual(house.asked.map(({ address }) => address), ['chat.session', 'chat.me', 'chat.room']);
});

test('what one had open of oneself and of the people of the chat is not open for who comes next', async () => {
  const { chat } = await new Tab(new House(), 'me').comes();
  for (const dialog of /** @type {const} */ (['account', 'administration', 'links', 'keep'])) {
    chat.layout.show({ dialog });
    chat.forget();
    assert.equal(chat.layout.dialog, '');
  }
  chat.layout.show({ dialog: 'invited' });
  chat.forget();
  assert.equal(chat.layout.dialog, 'invited', 'the link is for whoever comes');
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Tab } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

test('where the line goes on, one asks who one is there, and soon which rooms there are', async () => {
  const house = new House();
  const { chat } = await new Tab(house, 'me').comes();
  await clock.pass(5_000);
  house.asked = [];
  await chat.goOn();
  await clock.pass(1_500);
  assert.deepEqual(house.asked.map(({ address }) => address), ['chat.session', 'chat.rooms']);
});

import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** How a room comes anew: after so much that nobody tells it, by a reset, and as another log. */
const WAYS = {
  gap: async ({ tab, house, meanwhile }) => {
    tab.loses();
    meanwhile();
    house.fill(1_001);
    await tab.connects();
  },
  reset: async ({ chat, house, meanwhile }) => {
    meanwhile();
    chat.deliver('room.r', { epoch: house.epoch, head: house.head, events: [], reset: true });
  },
  'another log': async ({ chat, house, meanwhile }) => {
    meanwhile();
    house.epoch = 'e2';
    chat.deliver('room.r', { epoch: 'e2', head: house.head, events: [] });
  },
};

for (const [name, way] of Object.entries(WAYS)) {
  test(`what one looks at of a room is asked for again when the room comes anew: ${name}`, async () => {
    const house = new House().fill(1);
    for (const id of ['me', 'jun', 'tom']) house.joined.add(id);
    house.roles.set('me', 'owner');
    house.change('jun', 'edit', 1, 'what it says now');
    const tab = await new Tab(house, 'me').comes();
    const { chat } = tab;
    for (const part of [chat.members, chat.bans]) await part.look('r');
    for (const part of [chat.edits, chat.readers]) await part.look('r', 1);
    assert.deepEqual(chat.edits.all.map(({ before }) => before), ['text 1']);
    const told = [];
    chat.timelines.anew.watch((room) => told.push(room));
    const meanwhile = () => {
      house.change('jun', 'delete', 1);
      house.note('jun', 'ban', 'tom');
      house.note('me', 'role', 'jun', 'moderator');
    };
    await way({ tab, chat, house, meanwhile });
    await settled();
    const members = chat.members.all.map(({ user, role }) => `${user.id} ${role}`);
    const people = [chat.bans.all, chat.readers.all].map((all) => all.map((each) => (each.user ?? each).id));
    assert.deepEqual([chat.edits.all, members, people], [[], ['jun moderator', 'me owner'], [['tom'], ['jun', 'me']]]);
    assert.deepEqual(told, ['r'], 'and what stands elsewhere of it goes, once');
  });
}

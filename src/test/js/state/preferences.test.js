import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House } from '../support/house.js';
import { Browser, Tab, settled } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const tellAll = async (house, ...tabs) => {
  for (const { chat, user } of tabs) chat.deliver('chat.me', house.own(user));
  await settled();
};
const chooses = async ({ chat }, choice) => {
  chat.settings.choose(choice);
  await clock.pass(0);
  await settled();
};
const kept = (house, user = 'me') => house.preferences.get(user);
const told = (house) => house.asked.filter(({ address }) => address === 'chat.preferences').map(({ body }) => body);

test('what is chosen on one device stands on the others, without what belongs to a device', async () => {
  const house = new House().fill(1);
  const [desk, phone] = [await new Tab(house, 'me').comes(), await new Tab(house, 'me').comes()];
  await chooses(desk, { language: 'ko' });
  await chooses(desk, { people: false });
  await chooses(phone, { theme: 'dark' });
  assert.deepEqual([kept(house), told(house)], [{ number: 2, language: 'ko', theme: 'dark' }, [{ language: 'ko' }, { theme: 'dark' }]]);
  await tellAll(house, desk, phone);
  for (const { chat: { settings } } of [desk, phone]) assert.deepEqual([settings.language, settings.theme], ['ko', 'dark']);
  assert.deepEqual([desk.chat.settings.people, phone.chat.settings.people], [false, true]);
  const next = await new Tab(house, 'me').comes();
  assert.deepEqual([next.chat.settings.language, next.chat.settings.theme, told(house).length], ['ko', 'dark', 2], 'a device that comes takes them over');
});

test('of what is chosen twice the last one counts, and what was told before takes nothing back', async () => {
  const house = new House().fill(1);
  const [desk, phone] = [await new Tab(house, 'me').comes(), await new Tab(house, 'me').comes()];
  await chooses(phone, { theme: 'light' });
  const older = house.own('me');
  await chooses(desk, { theme: 'dark' });
  desk.chat.deliver('chat.me', older);
  assert.equal(desk.chat.settings.theme, 'dark');
  await tellAll(house, desk, phone);
  assert.deepEqual([desk.chat.settings.theme, phone.chat.settings.theme], ['dark', 'dark']);
});

test('what is chosen without a line, or beside a node that knows no preferences, is told later', async () => {
  const house = new House().fill(1);
  const browser = new Browser();
  const tab = await new Tab(house, 'me', browser).comes();
  tab.loses();
  await chooses(tab, { theme: 'dark', undoSeconds: 20 });
  house.prefer('me', { theme: 'light', language: 'ko' });
  tab.dies();
  const { preferences } = house;
  house.preferences = null;
  const beside = await new Tab(house, 'me', browser).comes();
  await clock.pass(0);
  await settled();
  assert.deepEqual([beside.chat.settings.theme, beside.chat.settings.undoSeconds], ['dark', 20]);
  beside.loses();
  house.preferences = preferences;
  await beside.connects();
  assert.deepEqual([beside.chat.settings.language, beside.chat.settings.theme], ['ko', 'dark']);
  await clock.pass(0);
  await settled();
  assert.deepEqual(kept(house), { number: 3, theme: 'dark', language: 'ko', undoSeconds: 20 });
});

test('what was chosen before one came becomes one’s choice where one has none; what a browser has by itself does not', async () => {
  const house = new House().fill(1);
  house.prefer('me', { theme: 'light' });
  const tab = new Tab(house, 'me');
  tab.chat.settings.choose({ theme: 'dark', language: 'ko', undoSeconds: 5 });
  await tab.comes();
  await clock.pass(0);
  await settled();
  assert.deepEqual([kept(house), tab.chat.settings.theme], [{ number: 2, theme: 'light', language: 'ko' }, 'light']);
});

test('what is chosen before one signs in is not of who was here before, also where the page has just been loaded', async () => {
  const house = new House().fill(1);
  const browser = new Browser();
  const before = await new Tab(house, 'me', browser).comes();
  await chooses(before, { theme: 'dark', singleKeys: false });
  before.dies();
  const tab = new Tab(house, 'jun', browser);
  tab.chat.session.end();
  assert.deepEqual([tab.chat.settings.theme, tab.chat.settings.singleKeys], ['dark', true]);
  tab.chat.settings.choose({ language: 'ko' });
  await tab.comes();
  await clock.pass(0);
  await settled();
  assert.deepEqual([kept(house, 'jun'), browser.area.getItem('dochat.unsettled.me')], [{ number: 1, language: 'ko' }, null]);
  tab.dies();
  await new Tab(house, 'me', browser).comes();
  await clock.pass(0);
  await settled();
  assert.deepEqual(kept(house), { number: 2, theme: 'dark', singleKeys: false });
});

test('a skin tone that was kept before it was a setting becomes one’s choice where one has none', async () => {
  for (const [chosen, becomes] of [[{}, { number: 1, skinTone: 3 }], [{ skinTone: 0 }, { number: 1, skinTone: 0 }]]) {
    const [house, browser] = [new House().fill(1), new Browser()];
    if ('skinTone' in chosen) house.prefer('me', chosen);
    for (const [user, tone] of [['me', 3], ['jun', 0]]) browser.area.setItem(`dochat.emojis.${user}`, JSON.stringify({ recent: [], tone }));
    for (const user of ['me', 'jun']) {
      const tab = await new Tab(house, user, browser).comes();
      await clock.pass(0);
      await settled();
      tab.dies();
    }
    assert.deepEqual([kept(house), kept(house, 'jun')], [becomes, undefined]);
  }
});

test('what one chose on a device that others use is not theirs', async () => {
  const house = new House().fill(1);
  const browser = new Browser();
  const tab = await new Tab(house, 'me', browser).comes();
  await chooses(tab, { theme: 'dark', singleKeys: false });
  tab.loses();
  await chooses(tab, { undoSeconds: 60 });
  await tab.chat.leaving.signOut();
  tab.chat.forget();
  assert.deepEqual([tab.chat.settings.theme, tab.chat.settings.singleKeys], ['dark', true], 'who signs in sees a page that looks alike');
  tab.dies();
  const next = await new Tab(house, 'jun', browser).comes();
  await clock.pass(0);
  await settled();
  const { settings } = next.chat;
  assert.deepEqual([settings.theme, settings.singleKeys, settings.undoSeconds], ['dark', true, 5]);
  assert.deepEqual([house.preferences.has('jun'), browser.area.getItem('dochat.unsettled.me')], [false, null]);
});

test('what the chat is called comes with the feed, and from a node that does not know it nothing does', async () => {
  const house = new House().fill(1);
  house.name = 'Tea';
  const { chat } = await new Tab(house, 'me').comes();
  assert.equal(chat.account.chatName, 'Tea');
  house.name = 'Coffee';
  chat.deliver('chat.me', house.own('me', 'known'));
  assert.equal(chat.account.chatName, 'Coffee');
  house.name = null;
  chat.deliver('chat.me', house.own('me', 'known'));
  assert.equal(chat.account.chatName, 'Coffee');
});

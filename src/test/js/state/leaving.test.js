import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Clock } from '../support/clock.js';
import { House, refusal } from '../support/house.js';
import { Browser, Tab } from '../support/tab.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

/** Someone with a draft, and a post that could not be sent, who signs out; the answer is lost. */
async function leavesUnheard() {
  const tab = await new Tab(new House().fill(1), 'me').comes();
  const { chat, browser } = tab;
  tab.loses();
  chat.writing.post('never sent');
  chat.writing.write('never finished');
  await clock.pass(100);
  tab.door.signOut = async () => { throw refusal('offline'); };
  assert.equal(await chat.leaving.signOut(), false);
  assert.equal(browser.disk.posts.size, 1);
  return { tab, chat, left: () => [browser.area.getItem('dochat.drafts.me'), browser.disk.posts.size] };
}

test('who signs out and hears only from the line that it is done leaves nothing behind', async () => {
  const { chat, left } = await leavesUnheard();
  chat.leaving.cutOff();
  await clock.pass(100);
  assert.deepEqual([chat.session.phase, chat.session.problem, ...left()], ['out', null, null, 0]);
});

test('who could not sign out and goes on loses nothing when the server knows them no more', async () => {
  const ways = [({ tab }) => tab.connects(), ({ chat }) => chat.writing.write('still here')];
  for (const goesOn of ways) {
    const leaving = await leavesUnheard();
    leaving.tab.line.refuses = (address) => address === 'chat.post' && 'busy';
    await goesOn(leaving);
    leaving.chat.leaving.cutOff();
    await clock.pass(100);
    const [drafts, posts] = leaving.left();
    assert.deepEqual([leaving.chat.session.problem.code, Boolean(drafts), posts], ['signed_out_unsent', true, 1]);
  }
});

test('who deletes the account leaves nothing behind, and is told so calmly, whichever comes first', async () => {
  for (const lineIsFirst of [true, false]) {
    const browser = new Browser();
    const tab = await new Tab(new House(), 'me', browser).comes();
    tab.chat.writing.write('never sent');
    const refused = Object.assign(new Error(), { code: 'wrong_password' });
    Object.assign(tab.door, { deleteMe: async () => { throw refused; } });
    await assert.rejects(tab.chat.leaving.deleteAccount('wrong'), { code: 'wrong_password' });
    assert.equal(tab.chat.session.phase, 'in');
    Object.assign(tab.door, { deleteMe: async () => void (lineIsFirst && tab.chat.leaving.cutOff()) });
    await tab.chat.leaving.deleteAccount('right');
    assert.deepEqual([tab.chat.session.phase, tab.chat.session.problem.code, browser.area.getItem('dochat.drafts.me')], ['out', 'account_deleted', null]);
  }
});

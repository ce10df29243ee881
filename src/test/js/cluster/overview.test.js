import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Overview } from '#page/cluster/state/overview.js';
import { Clock } from '../support/clock.js';
import { refusal } from '../support/house.js';

let clock;
let answers;
let asked;
let overview;

const totals = { posts: 0, events: 0, receivedBytes: 0, sentBytes: 0, refusals: 0, lateSeconds: 0, looks: 1 };
const node = (name, posts = 0) => ({ node: `id-${name}`, tripMicros: 2_000, offsetMicros: 0,
  answer: { name, version: '1', uptimeSeconds: 1, status: 'ready', clients: { websocket: 2, tcp: 1 }, rooms: 1, totals: { ...totals, posts } } });
const door = {
  all: async () => {
    asked += 1;
    const answer = await answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  },
  signIn: async () => {},
  signOut: async () => {},
  drain: async () => ({ status: 'draining' }),
};
/** An answer that comes when it is let. @returns {[Promise<any>, (answer: any) => void]} */
function later() {
  let come;
  const answer = new Promise((resolve) => (come = resolve));
  return [answer, come];
}
const all = (...nodes) => ({ here: 'id-a', nodes });

beforeEach(() => {
  clock = Clock.install();
  answers = [];
  asked = 0;
  overview = new Overview(door);
});
afterEach(() => clock.restore());

test('a node without an administrator, and nobody who has signed in, are told apart', async () => {
  answers = [refusal('not_found')];
  await overview.ask();
  assert.equal(overview.phase, 'absent');
  answers = [refusal('unauthenticated')];
  await overview.ask();
  assert.deepEqual([overview.phase, overview.problem], ['out', null]);
});

test('nodes are asked every two seconds, and what they counted becomes rates', async () => {
  answers = [all(node('a', 0), node('b', 5)), all(node('a', 8), node('b', 5))];
  await overview.ask();
  assert.deepEqual(overview.rows.map(({ name, clients, lag, rates }) => [name, clients, lag, rates.posts]), [['a', 3, 1, null], ['b', 3, 1, null]]);
  await clock.pass(2_000);
  assert.deepEqual(overview.rows.map(({ rates }) => rates.posts), [4, 0]);
  assert.equal(asked, 2);
});

test('nobody is asked while nobody looks', async () => {
  answers = [all(node('a')), all(node('a'))];
  await overview.ask();
  overview.look(false);
  await clock.pass(60_000);
  assert.equal(asked, 1);
  overview.look(true);
  assert.equal(asked, 2);
});

test('a page that nobody has seen yet asks when somebody looks, whatever the first answer was', async () => {
  answers = [refusal('offline'), all(node('a'))];
  overview.look(false);
  await clock.pass(60_000);
  assert.equal(asked, 0);
  overview.look(true);
  overview.look(false);
  await clock.pass(60_000);
  assert.deepEqual([asked, overview.phase], [1, 'unknown']);
  overview.look(true);
  await clock.pass(0);
  assert.equal(overview.phase, 'in');
});

test('nobody is asked again when the answer comes while nobody looks', async () => {
  const [answer, come] = later();
  answers = [answer];
  const asking = overview.ask();
  overview.look(false);
  come(all(node('a')));
  await asking;
  await clock.pass(60_000);
  assert.equal(asked, 1);
});

test('a node that does not answer keeps its name, and since when', async () => {
  answers = [all(node('a'), node('b')), all(node('a'), { node: 'id-b', silence: 'late' }), all(node('a'), { node: 'id-b', silence: 'late' }), all(node('a'), node('b'))];
  await overview.ask();
  await clock.pass(4_000);
  const { name, silence, silentSince } = overview.rows[1];
  assert.deepEqual([name, silence, overview.at - silentSince], ['b', 'late', 2_000]);
  await clock.pass(2_000);
  assert.deepEqual([overview.rows[1].silence, overview.rows[1].silentSince], ['', undefined]);
});

test('one that has never answered has no name yet', async () => {
  answers = [all(node('a'), { node: 'id-b', silence: 'deaf' })];
  await overview.ask();
  assert.deepEqual(overview.rows.map(({ name, silence }) => [name, silence]), [['', 'deaf'], ['a', '']]);
});

test('an answer that fails keeps the last one, and is tried again', async () => {
  answers = [all(node('a')), refusal('offline'), all(node('a'))];
  await overview.ask();
  await clock.pass(2_000);
  assert.deepEqual([overview.phase, overview.rows.length, overview.problem.code], ['in', 1, 'offline']);
  await clock.pass(2_000);
  assert.equal(overview.problem, null);
});

test('a session that has ended leaves nothing behind', async () => {
  answers = [all(node('a')), refusal('unauthenticated')];
  await overview.ask();
  overview.consider('id-a');
  await clock.pass(2_000);
  assert.deepEqual([overview.phase, overview.rows, overview.leaving], ['out', [], '']);
  await clock.pass(10_000);
  assert.equal(asked, 2);
});

test('a cookie that the browser does not keep is said', async () => {
  answers = [refusal('unauthenticated')];
  await overview.signIn('the token');
  assert.deepEqual([overview.phase, overview.problem.code], ['out', 'no_cookie']);
});

test('an answer from before the sign-out does not sign in again', async () => {
  const [answer, come] = later();
  answers = [all(node('a')), answer];
  await overview.ask();
  const late = overview.ask();
  await overview.signOut();
  come(all(node('a')));
  await late;
  assert.equal(overview.phase, 'out');
});

test('after the sign-out nobody is asked', async () => {
  answers = [all(node('a'))];
  await overview.ask();
  await overview.signOut();
  await clock.pass(60_000);
  assert.equal(asked, 1);
});

test('a drain that is refused stays open and says why', async () => {
  answers = [all(node('a')), all(node('a')), all(node('a'))];
  await overview.ask();
  overview.consider('id-a');
  door.drain = async () => { throw refusal('not_found'); };
  await overview.drain();
  assert.deepEqual([overview.leaving, overview.refused.code], ['id-a', 'not_found']);
  door.drain = async () => ({ status: 'draining' });
  await overview.drain();
  assert.deepEqual([overview.leaving, overview.refused], ['', null]);
});

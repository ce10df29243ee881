import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { Leader } from '#page/net/tabs/leader.js';
import { SharedConnection } from '#page/net/tabs/shared.js';
import { Browser } from '../support/tabs.js';
import { settle } from '../support/clock.js';
import { later } from '../support/house.js';

/** A connection that opens at once and answers whatever it is asked; what it did is written down in the server. */
class Server {
  open = new Set();
  asked = [];
  answer = async (name) => ({ by: name });

  connect(name, events) {
    const status = (state) => events.status({ state, way: 'websocket', choice: 'automatic', why: [] });
    const connection = {
      start: () => {
        if (this.open.has(connection)) return;
        this.open.add(connection);
        status('connected');
        events.opened();
      },
      stop: () => {
        this.open.delete(connection);
        status('closed');
      },
      ask: (address, body) => {
        this.asked.push([name, body]);
        return this.answer(name);
      },
      wake() {}, moved() {}, doubt() {}, choose() {}, listensTo: (address) => (connection.addresses.has(address) ? connection.known : undefined), hears: () => connection.isHearing, known: undefined, isHearing: true,
      listen: (address) => connection.addresses.add(address),
      unlisten: (address) => connection.addresses.delete(address),
      addresses: new Set(),
      deliver: (address, body) => events.delivery(address, body),
    };
    return connection;
  }
}

let browser;

function open(server, name, { memory, isHidden = () => false } = {}) {
  const tab = browser.tab();
  const seen = { states: [], opened: 0, heard: [] };
  const page = tab.run(() => new SharedConnection((events) => server.connect(name, events), {
    opened: () => {
      seen.opened++;
      page.listen('room.a', {});
    },
    status: ({ state, isQuiet }) => note(seen.states, isQuiet ? 'quiet' : state),
    delivery: (address, body) => seen.heard.push(body.marks ? body : body.head),
    refusal() {}, latency() {}, signInAgain() {},
  }, isHidden, memory));
  tab.run(() => page.start());
  return { name, tab, page, seen, state: () => seen.states.at(-1), ask: (body) => tab.run(() => page.ask('chat.post', body)) };
}

const note = (states, state) => states.at(-1) !== state && states.push(state);

const storage = () => {
  const notes = new Map();
  return { get: (key) => notes.get(key) ?? null, set: (key, value) => notes.set(key, value) };
};

async function three(server, options = {}) {
  const tabs = [];
  for (const name of ['a', 'b', 'c']) {
    tabs.push(open(server, name, options));
    await settle();
  }
  await browser.clock.pass(1_000);
  return tabs;
}

for (const locks of [true, false]) {
  describe(locks ? 'tabs with locks' : 'tabs without locks', () => {
    const options = () => (locks ? {} : { memory: storage() });
    const begin = () => (browser = new Browser({ locks }));
    afterEach(() => browser.clock.restore());

    test('share one connection, and whoever asks is answered', async () => {
      begin();
      const server = new Server();
      const tabs = await three(server, options());
      assert.equal(server.open.size, 1);
      for (const { ask } of tabs) assert.deepEqual(await ask({ id: 1 }), { by: 'a' });
    });

    test('go on when the leader is put aside, and when it comes back', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      a.tab.run(() => a.page.stop());
      await browser.clock.pass(400);
      assert.equal(server.open.size, 1);
      assert.deepEqual([a.state(), b.state(), c.state()], ['closed', 'connected', 'connected']);
      a.tab.run(() => a.page.start());
      await browser.clock.pass(400);
      assert.equal(a.state(), 'connected');
      assert.equal(server.open.size, 1);
    });

    test('hear nothing more from a leader that was put aside in the middle of an answer', async () => {
      begin();
      const server = new Server();
      const [a, b] = await three(server, options());
      const answer = later();
      server.answer = () => answer;
      const post = b.ask({ id: 'm' }).catch(({ code }) => code);
      await browser.clock.pass(10);
      a.tab.run(() => a.page.stop());
      answer.give({ by: 'a' });
      await browser.clock.pass(400);
      assert.equal(await post, 'lost');
    });

    test('believe nobody who led before', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      const [connection] = server.open;
      a.tab.freeze();
      await browser.clock.pass(10_000);
      connection.deliver('room.a', { head: 99 });
      connection.stop();
      await browser.clock.pass(100);
      assert.deepEqual([b, c].map((each) => [each.state(), each.seen.heard.includes(99)]), [['connected', false], ['connected', false]]);
    });

    test('replace a leader that does not run: green no longer after two beats, served by another after a few seconds', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      a.tab.freeze();
      const post = b.ask({ id: 'm' }).catch(({ code }) => code);
      await browser.clock.pass(2_900);
      assert.equal(b.state(), 'quiet');
      await browser.clock.pass(3_000);
      assert.equal(await post, 'lost');
      assert.deepEqual([b.state(), c.state()], ['connected', 'connected']);
      const { by } = await c.ask({ id: 'n' });
      assert.ok(['b', 'c'].includes(by));
    });

    test('a leader that wakes up deposed ends quietly, and asks nothing for others again', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      a.tab.freeze();
      b.ask({ id: 'm' }).catch(() => {});
      await browser.clock.pass(10_000);
      const before = [b, c].map(({ seen }) => [...seen.states]);
      await a.tab.thaw();
      await browser.clock.pass(3_000);
      assert.equal(server.open.size, 1);
      assert.deepEqual([a, b, c].map((each) => each.state()), ['connected', 'connected', 'connected']);
      assert.deepEqual([b, c].map(({ seen }) => seen.states), before, 'the others heard of it');
      assert.deepEqual(server.asked, []);
      assert.notEqual((await a.ask({ id: 'n' })).by, 'a');
    });

    test('a leader that is slow for a moment stays', async () => {
      begin();
      const server = new Server();
      const [a, b] = await three(server, options());
      a.tab.freeze();
      await browser.clock.pass(4_000);
      await a.tab.thaw();
      await browser.clock.pass(2_000);
      assert.deepEqual(b.seen.states.slice(-3), ['connected', 'quiet', 'connected']);
      assert.deepEqual([a, b].map(({ seen }) => seen.opened), [1, 1]);
    });

    test('a leader that crashes is replaced', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      await a.tab.crash();
      await browser.clock.pass(7_000);
      assert.deepEqual([b.state(), c.state()], ['connected', 'connected']);
      assert.notEqual((await b.ask({})).by, 'a');
    });

    test('nobody is deposed when all slept, nor by a tab whose timers are slow', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      await browser.clock.sleep(3_600_000);
      await browser.clock.pass(20_000);
      c.tab.freeze();
      await browser.clock.pass(60_000);
      await c.tab.thaw();
      await browser.clock.pass(20_000);
      assert.equal((await c.ask({})).by, 'a');
      assert.deepEqual([a, b].map(({ seen }) => seen.opened), [1, 1]);
    });

    test('a tab that ended without a word is listened for no more, and one that only slept listens again', async () => {
      begin();
      const server = new Server();
      const [a, , c] = await three(server, options());
      c.tab.run(() => c.page.listen('room.c', {}));
      await browser.clock.pass(100);
      const [connection] = server.open;
      c.tab.freeze();
      await browser.clock.pass(6 * 60_000);
      assert.deepEqual([...connection.addresses], ['room.a']);
      await c.tab.thaw();
      await browser.clock.pass(10_000);
      assert.deepEqual([a, c].map(({ seen }) => seen.opened), [1, 2]);
    });

    test('a tab that somebody looks at leads before a hidden one', async () => {
      begin();
      const server = new Server();
      const given = options();
      const a = open(server, 'a', given);
      const b = open(server, 'b', { ...given, isHidden: () => true });
      const c = open(server, 'c', given);
      await browser.clock.pass(1_000);
      a.tab.freeze();
      await browser.clock.pass(9_000);
      assert.equal((await b.ask({})).by, 'c');
      assert.equal(b.seen.opened, 2);
    });

    test('a hidden tab replaces a dead leader, too', async () => {
      begin();
      const server = new Server();
      const given = options();
      const a = open(server, 'a', given);
      const b = open(server, 'b', { ...given, isHidden: () => true });
      await browser.clock.pass(1_000);
      a.tab.freeze();
      await browser.clock.pass(20_000);
      assert.equal((await b.ask({})).by, 'b');
    });

    test('two leaders in turn that freeze and wake settle on one', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      for (let turn = 0; turn < 3; turn++) {
        for (const each of [a, b]) {
          each.tab.freeze();
          await browser.clock.pass(8_000);
          await each.tab.thaw();
          await browser.clock.pass(100);
        }
      }
      await browser.clock.pass(5_000);
      const opened = [a, b, c].map(({ seen }) => seen.opened);
      await browser.clock.pass(60_000);
      assert.deepEqual([a, b, c].map(({ seen }) => seen.opened), opened, 'it went on');
      assert.equal(server.open.size, 1);
      assert.deepEqual([a, b, c].map((each) => each.state()), ['connected', 'connected', 'connected']);
    });

    test('what is delivered reaches every tab, once', async () => {
      begin();
      const server = new Server();
      const [a, b, c] = await three(server, options());
      a.tab.freeze();
      await browser.clock.pass(6_000);
      await a.tab.thaw();
      await browser.clock.pass(1_000);
      const [connection] = server.open;
      connection.deliver('room.a', { head: 7, events: [] });
      await settle();
      assert.deepEqual([a, b, c].map(({ seen }) => seen.heard), [[7], [7], [7]]);
    });
  });
}

describe('a leader whose lock was taken', () => {
  afterEach(() => browser.clock.restore());

  test('ends, even if it hears nothing of the one that took it', async () => {
    browser = new Browser();
    const server = new Server();
    const a = open(server, 'a');
    await browser.clock.pass(100);
    browser.tab().run(() => globalThis.navigator.locks.request('dochat.line.2', { steal: true }, () => new Promise(() => {})).catch(() => {}));
    await browser.clock.pass(100);
    assert.equal(server.open.size, 0);
    await browser.clock.pass(8_000);
    assert.deepEqual([server.open.size, a.state()], [1, 'connected'], 'who took it does not answer');
  });
});

test('a question that a leader hears too late is not asked, and that is said', () => {
  const [posted, asked] = [[], []];
  const connection = /** @type {any} */ ({ ask: (address) => asked.push(address) });
  const leader = new Leader('a', (message) => posted.push(message), () => connection, /** @type {any} */ ({}));
  leader.hear({ type: 'ask', from: 'b', n: 1, at: Date.now() - 6_000, address: 'chat.post', body: {} });
  assert.deepEqual(posted.at(-1), { type: 'answer', to: 'b', n: 1, code: 'lost' });
  assert.deepEqual(asked, []);
});

test('a tab that knows something else of one\'s own rooms is told what differs for it, and one that knows the same is not', () => {
  const listened = [];
  const connection = /** @type {any} */ ({ listensTo: () => listened.at(-1), listen: (_, headers) => listened.push({ ...headers }), prefer() {}, hears: () => true });
  const leader = new Leader('a', () => {}, () => connection, /** @type {any} */ ({}));
  leader.listen('chat.me', { state: 'one' });
  for (const state of ['one', undefined, undefined, 'two']) leader.hear({ type: 'listen', from: 'b', address: 'chat.me', headers: { state } });
  assert.deepEqual(listened.map(({ state }) => state), ['one', undefined, 'two']);
});

describe('a note that another tab leads', () => {
  afterEach(() => browser.clock.restore());

  test('of one that was killed is believed for a second', async () => {
    browser = new Browser({ locks: false });
    const memory = storage();
    memory.set('leader', true);
    const server = new Server();
    const [a, b] = [open(server, 'a', { memory }), open(server, 'b', { memory })];
    await browser.clock.pass(900);
    assert.deepEqual([a.state(), b.state()], [undefined, undefined]);
    await browser.clock.pass(500);
    assert.deepEqual([a.state(), b.state()], ['connected', 'connected']);
    assert.equal(server.open.size, 1);
  });

  test('of one that answers is true, also for a tab that comes back to it', async () => {
    browser = new Browser({ locks: false });
    const [a, b] = await three(new Server(), { memory: storage() });
    b.tab.run(() => b.page.stop());
    b.tab.run(() => b.page.start());
    await browser.clock.pass(3_000);
    assert.equal((await b.ask({})).by, 'a');
    assert.equal(a.seen.opened, 1);
  });
});

describe('a room that another tab listens to already', () => {
  afterEach(() => browser.clock.restore());

  async function secondTab(isHearing, ...states) {
    browser = new Browser();
    const server = new Server();
    open(server, 'a');
    await browser.clock.pass(100);
    const [connection] = server.open;
    Object.assign(connection, { known: { after: 7, epoch: 'e' }, isHearing });
    for (const state of states) connection.deliver('room.a', state);
    const b = open(server, 'b');
    await browser.clock.pass(100);
    return b.seen.heard;
  }

  test('is live at once in the next one', async () => assert.deepEqual(await secondTab(true), [7]));

  test('is there with all that is known of its people, whatever came last', async () => {
    const [presence, marks] = [{ count: 1, users: [] }, { ada: 7 }];
    const heard = await secondTab(true, { presence }, { typing: [] }, { marks });
    assert.deepEqual(heard, [{ epoch: 'e', head: 7, events: [], presence, typing: [], marks }]);
  });

  test('is not said to be live while it waits for its turn', async () => assert.deepEqual(await secondTab(false), []));
});

describe('where storage is forbidden', () => {
  afterEach(() => browser.clock.restore());

  test('one tab leads, and all are served', async () => {
    browser = new Browser({ locks: false });
    const server = new Server();
    const [a, b, c] = await three(server);
    assert.equal(server.open.size, 1);
    assert.deepEqual([a, b, c].map((each) => each.state()), ['connected', 'connected', 'connected']);
    assert.equal((await a.ask({})).by, (await c.ask({})).by);
  });

  test('locks that may not be used are as good as none', async () => {
    browser = new Browser();
    Object.defineProperty(globalThis, 'navigator', { configurable: true, value: {
      locks: { request: () => Promise.reject(Object.assign(new Error(), { name: 'SecurityError' })) } } });
    const server = new Server();
    const tabs = await three(server);
    assert.equal(server.open.size, 1);
    const answers = await Promise.all(tabs.map(({ ask }) => ask({})));
    assert.equal(new Set(answers.map(({ by }) => by)).size, 1);
  });
});

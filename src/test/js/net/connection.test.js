import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Connection } from '#page/net/connection.js';
import { Ladder } from '#page/net/ladder.js';
import { Clock } from '../support/clock.js';
import { FakeTransport } from '../support/transports.js';

let clock;
beforeEach(() => (clock = Clock.install()));
afterEach(() => clock.restore());

const memory = () => {
  const kept = new Map();
  return { get: (key, fallback) => kept.get(key) ?? fallback, set: (key, value) => kept.set(key, value) };
};

/** A connection that has opened; `others` are ways that only a person chooses, by name. */
async function connect(rungs, others = {}) {
  const seen = { status: [], delivered: [], opened: 0 };
  const connection = new Connection(new Ladder(rungs, (name) => others[name], memory()), 'http://here', {
    opened: () => seen.opened++,
    status: (status) => seen.status.push(status),
    delivery: (address, body) => seen.delivered.push(body),
    refusal() {}, latency() {}, signInAgain() {},
  });
  connection.start();
  await clock.pass(1_000);
  return { connection, seen, way: () => seen.status.at(-1).way, state: () => seen.status.at(-1).state };
}

/** On the second way, while the first one opens again and takes over half a minute later. */
async function beforeABetterWay() {
  const best = new FakeTransport('websocket');
  const second = new FakeTransport('streaming');
  best.isWorking = false;
  const line = await connect([best, second]);
  best.channel.breaks();
  await clock.pass(28_000);
  best.isWorking = true;
  assert.equal(line.way(), 'streaming');
  return { ...line, best, second };
}

test('what was asked before a better way took over is answered over the old one', async () => {
  const { connection, second, way } = await beforeABetterWay();
  const answer = connection.ask('chat.post', { id: 'm' });
  await clock.pass(3_500);
  assert.equal(way(), 'websocket');
  const [command] = second.channel.asked('chat.post');
  second.channel.answers(command, { seq: 1 });
  assert.deepEqual(await answer, { seq: 1 });
  assert.ok(second.channel.isClosed);
});

test('what the old way did not answer is asked again over the better one, in the same words', async () => {
  const { connection, best, second, way } = await beforeABetterWay();
  const answer = connection.ask('chat.post', { id: 'm' });
  await clock.pass(9_000);
  assert.equal(way(), 'websocket');
  assert.ok(second.channel.isClosed);
  const [again] = best.channel.asked('chat.post');
  assert.deepEqual(again.body, { id: 'm' });
  best.channel.answers(again, { seq: 1 });
  assert.deepEqual(await answer, { seq: 1 });
});

test('a way whose node says on trial that it goes does not take over', async () => {
  const { best, way } = await beforeABetterWay();
  await clock.pass(2_000);
  const onTrial = best.channel;
  onTrial.hears({ type: 'rec', address: 'chat.going-away', body: {} });
  await clock.pass(6_000);
  assert.deepEqual([way(), onTrial.isClosed], ['streaming', true]);
  await clock.pass(60_000);
  assert.equal(way(), 'websocket');
});

test('so is a room that was being created: its client id makes it once', async () => {
  const { connection, best } = await beforeABetterWay();
  const answer = connection.ask('chat.create', { name: 'Once', id: 'c' });
  await clock.pass(9_000);
  const [again] = best.channel.asked('chat.create');
  assert.deepEqual(again.body, { name: 'Once', id: 'c' });
  best.channel.answers(again, { room: { id: 'r' } });
  assert.deepEqual(await answer, { room: { id: 'r' } });
});

test('what was asked is lost with its way when there is no other', async () => {
  const only = new FakeTransport('websocket');
  const { connection } = await connect([only]);
  const answer = connection.ask('chat.post', { id: 'm' }).catch(({ code }) => code);
  only.channel.breaks();
  assert.equal(await answer, 'lost');
});

/** HTTP where what is sent is never answered, while what is listened to comes. */
const deafHttp = (name) => new FakeTransport(name, { registersInOne: true, tryOut: () => new Promise(() => {}) });

test('where nothing sent is answered, another way is tried, not another one that sends alike', async () => {
  const ws = new FakeTransport('websocket');
  const [streaming, polling] = [deafHttp('streaming'), deafHttp('polling')];
  ws.isWorking = false;
  const { connection, way, state } = await connect([ws, streaming, polling], { sockjs: new FakeTransport('sockjs') });
  ws.channel.breaks();
  await clock.pass(0);
  assert.equal(way(), 'streaming');
  const answer = connection.ask('chat.post', { id: 'm' }).catch(({ code }) => code);
  const alive = setInterval(() => streaming.channel.hears({ type: 'rec', address: 'room.a', body: { typing: [] } }), 500);
  await clock.pass(10_100);
  clearInterval(alive);
  assert.equal(await answer, 'lost');
  await clock.pass(2_000);
  ws.channels.at(-1).breaks();
  await clock.pass(1_000);
  assert.deepEqual([way(), state()], ['sockjs', 'connected']);
  assert.equal(polling.channels.length, 0);
});

test('where what is sent fails at once, another way is tried as well', async () => {
  const ws = new FakeTransport('websocket');
  const streaming = new FakeTransport('streaming', { registersInOne: true, tryOut: () => Promise.reject(new TypeError('Failed to fetch')) });
  ws.isWorking = false;
  const { connection, way } = await connect([ws, streaming], { sockjs: new FakeTransport('sockjs') });
  ws.channel.breaks();
  await clock.pass(0);
  const answer = connection.ask('chat.post', { id: 'm' }).catch(({ code }) => code);
  const [command] = streaming.channel.asked('chat.post');
  streaming.channel.hears({ type: 'err', address: command.replyAddress, code: 'timeout' });
  assert.equal(await answer, 'timeout');
  await clock.pass(7_000);
  ws.channel.breaks();
  await clock.pass(1_000);
  assert.equal(way(), 'sockjs');
});

test('one failure among answers is none of the way', async () => {
  const streaming = new FakeTransport('streaming', { registersInOne: true, tryOut: () => Promise.resolve() });
  const { connection } = await connect([streaming]);
  connection.ask('chat.post', { id: 'm' }).catch(() => {});
  const [command] = streaming.channel.asked('chat.post');
  streaming.channel.hears({ type: 'err', address: command.replyAddress, code: 'timeout' });
  await clock.pass(60_000);
  assert.equal(streaming.channels.length, 1);
});

test('a way whose sending is not answered does not take over again', async () => {
  const ws = new FakeTransport('websocket');
  const streaming = deafHttp('streaming');
  ws.isWorking = false;
  const { connection, way } = await connect([ws, streaming], { sockjs: new FakeTransport('sockjs') });
  ws.channel.breaks();
  await clock.pass(0);
  connection.ask('chat.post', { id: 'm' }).catch(() => {});
  await clock.pass(12_000);
  ws.channel.breaks();
  await clock.pass(600_000);
  assert.equal(way(), 'sockjs');
});

test('a server that takes its time for one command is not left', async () => {
  const slow = new FakeTransport('streaming', { registersInOne: true, tryOut: () => Promise.resolve() });
  const { connection, way, state } = await connect([slow]);
  const answer = connection.ask('chat.events', {}).catch(({ code }) => code);
  await clock.pass(16_000);
  assert.equal(await answer, 'timeout');
  assert.deepEqual([way(), state(), slow.channels.length], ['streaming', 'connected', 1]);
});

test('a socket on which only what comes from the server passes is replaced', async () => {
  const ws = new FakeTransport('websocket');
  const { connection, seen } = await connect([ws]);
  const [first] = ws.channels;
  ws.isWorking = false;
  connection.ask('chat.post', { id: 'm' }).catch(() => {});
  const alive = setInterval(() => first.hears({ type: 'rec', address: 'room.a', body: { typing: [] } }), 500);
  await clock.pass(10_000);
  clearInterval(alive);
  assert.ok(first.isClosed);
  ws.isWorking = true;
  await clock.pass(2_000);
  assert.equal(seen.opened, 2);
});

test('a machine that slept in the middle of a command does not blame the way', async () => {
  const http = new FakeTransport('streaming', { registersInOne: true, tryOut: () => Promise.resolve() });
  const { connection } = await connect([http]);
  connection.ask('chat.post', { id: 'm' }).catch(() => {});
  await clock.pass(1_000);
  await clock.sleep(3_600_000);
  await clock.pass(3_000);
  assert.equal(http.channels.length, 1);
});

test('a connection on which nothing is heard is in doubt, until something is', async () => {
  const ws = new FakeTransport('websocket');
  const { connection, seen } = await connect([ws]);
  const isQuiet = () => Boolean(seen.status.at(-1).isQuiet);
  ws.isWorking = false;
  connection.ask('chat.post', { id: 'm' }).catch(() => {});
  await clock.pass(4_000);
  assert.equal(isQuiet(), true);
  ws.channel.hears({ type: 'pong' });
  assert.equal(isQuiet(), false);
  await clock.pass(24_000);
  assert.equal(isQuiet(), true);
});

test('the open room is registered first on every new way', async () => {
  const { connection, best, second } = await beforeABetterWay();
  connection.listen('room.a', { after: 1, epoch: 'e' });
  connection.listen('room.b', { after: 1, epoch: 'e' });
  connection.prefer('room.b');
  await clock.pass(0);
  assert.deepEqual(second.channel.registered(), ['room.b', 'room.a']);
  await clock.pass(4_000);
  assert.deepEqual(best.channel.registered(), ['room.b', 'room.a']);
});

const GOING_AWAY = { type: 'rec', address: 'chat.going-away', body: { millis: 3_000 } };

test('a node that is about to go is left before it has gone, and nobody sees it', async () => {
  const only = new FakeTransport('websocket');
  const { connection, seen } = await connect([only]);
  const old = only.channel;
  connection.listen('room.a', { after: 7, epoch: 'e' });
  await clock.pass(100);
  const answer = connection.ask('chat.post', { id: 'm' });
  old.hears(GOING_AWAY);
  await clock.pass(100);
  const [command] = old.asked('chat.post');
  old.answers(command, { seq: 8 });
  assert.deepEqual(await answer, { seq: 8 });
  assert.equal(only.channels.length, 2);
  assert.deepEqual(only.channel.sent.find(({ address }) => address === 'room.a').headers, { after: 7, epoch: 'e' });
  assert.ok(old.isClosed);
  old.breaks(1001);
  await clock.pass(5_000);
  assert.ok(seen.status.every(({ state }) => ['connecting', 'connected'].includes(state)), JSON.stringify(seen.status));
  assert.equal(seen.status.find(({ change }) => change?.reason === 'moved').change.duration, 0);
  assert.equal(seen.opened, 1);
});

test('a node that goes while no other one is there is waited for as ever', async () => {
  const only = new FakeTransport('websocket');
  const { state, seen } = await connect([only]);
  const old = only.channel;
  only.isWorking = false;
  old.hears(GOING_AWAY);
  await clock.pass(100);
  only.channel.breaks();
  assert.equal(state(), 'connected');
  old.breaks(1001);
  assert.equal(state(), 'waiting');
  only.isWorking = true;
  await clock.pass(1_000);
  assert.equal(state(), 'connected');
  assert.equal(seen.opened, 2);
});

test('a node that goes is not left for a worse way', async () => {
  const best = new FakeTransport('websocket');
  const second = new FakeTransport('streaming');
  const { way, state } = await connect([best, second]);
  const old = best.channel;
  best.isWorking = false;
  old.hears(GOING_AWAY);
  await clock.pass(100);
  best.channel.breaks();
  await clock.pass(2_000);
  assert.equal(second.channels.length, 0);
  best.isWorking = true;
  old.breaks(1001);
  await clock.pass(1_000);
  assert.equal(state(), 'connected');
  assert.equal(way(), 'websocket');
});

test('a way that worked may take longer to open again, before another one joins it', async () => {
  const best = new FakeTransport('websocket');
  const second = new FakeTransport('streaming');
  const { seen, way, state } = await connect([best, second]);
  best.isWorking = false;
  best.channel.breaks();
  while (best.channels.length < 2) await clock.pass(50);
  await clock.pass(1_000);
  best.channel.opens();
  assert.equal(state(), 'connected');
  assert.equal(way(), 'websocket');
  assert.equal(second.channels.length, 0);
  best.channel.breaks();
  while (best.channels.length < 3) await clock.pass(50);
  await clock.pass(2_000);
  assert.equal(way(), 'streaming');
  assert.equal(seen.opened, 3);
});

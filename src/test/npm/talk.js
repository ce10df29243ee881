'use strict';
/**
 * Talks to a node through an event-bus client of Vert.x, as it is published: `node talk.js <client> <transport> <url of the node> <types of events>`.
 * Says "talked" at the end; anything that is not as the client's users expect it ends with a stack trace and code 1.
 */
const assert = require('node:assert/strict');
const [client, transport, url, types] = process.argv.slice(2);
const EventBus = require(client);

const PATIENCE_MILLIS = 90000;
const patience = setTimeout(() => fail(new Error('no answer within ' + PATIENCE_MILLIS + ' ms')), PATIENCE_MILLIS);
process.on('unhandledRejection', fail);

/**
 * Warnings of the clients. They have no use for the answer to their ping, nor for news of who is here that were on their way when the
 * handler was taken off, and say so.
 */
const warnings = [];
const isHarmless = (frame) => frame?.type === 'pong' || frame?.body?.events?.length === 0;
console.warn = (...words) => warnings.push(words);

main().catch(fail);

async function main() {
  const bus = await opened();
  assert.equal(bus.sockJSConn.transport, transport);

  await signsIn(bus);
  const room = await createsARoom(bus);
  const mate = await comesByHttp();
  await listensAndPosts(bus, room, inPublic(mate));
  await hearsOfAPrivateRoom(bus, inPrivate(mate));
  assert.deepEqual(['message', ...[...inPublic(mate), ...inPrivate(mate)].map(([type]) => type)].sort(), types.split(',').sort());
  await isRefused(bus);
  await closes(bus);
  assert.deepEqual(warnings.filter(([, frame]) => !isHarmless(frame)), []);
  console.log('talked');
  clearTimeout(patience);
}

/** A client gives up a transport that is not there within some round trips of its first question, which says little of a machine that is busy: it tries again. */
async function opened() {
  for (;;) {
    const bus = new EventBus(url + '/eventbus', { transports: [transport] });
    const isOpen = await new Promise((resolve) => {
      bus.onopen = () => resolve(true);
      bus.onclose = () => resolve(false);
    });
    if (isOpen) return bus;
  }
}

async function signsIn(bus) {
  const refusal = await refusalOf(bus, 'chat.rooms', {});
  assert.deepEqual(Object.keys(refusal), ['failureCode', 'failureType', 'message']);
  assert.equal(refusal.failureCode, 401);
  assert.equal(refusal.failureType, 'RECIPIENT_FAILURE');
  assert.equal(refusal.message, 'Sign in first.');
  const { user, token } = await ask(bus, 'chat.session', { name: 'Npm' });
  assert.equal(user.name, 'Npm');
  bus.defaultHeaders = { Authorization: 'Bearer ' + token };
}

async function createsARoom(bus) {
  const { room } = await ask(bus, 'chat.create', { name: 'npm ' + process.pid + ' ' + Date.now() });
  const { rooms } = await ask(bus, 'chat.rooms', {});
  assert.deepEqual(rooms.filter((each) => each.id === room.id), [room]);
  return room.id;
}

/** Somebody else, who has no bus. */
async function comesByHttp() {
  const post = async (path, body, headers = {}) => {
    const answer = await fetch(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) });
    assert.ok(answer.ok, path + ': ' + answer.status);
    return answer.json();
  };
  const { user, token } = await post('/api/session', { name: 'Mate' });
  return { id: user.id, ask: (address, body) => post('/api/send', { address, body }, { Authorization: 'Bearer ' + token }) };
}

/** What becomes of a public room beside messages, by oneself or by this person; clients are given it as it comes, and skip what they do not know. */
const inPublic = (mate) => [
  ['edit', 'chat.edit', { seq: 1, text: '고쳤어요' }], ['react', 'chat.react', { seq: 1, emoji: '👍', on: true }], ['unreact', 'chat.react', { seq: 1, emoji: '👍', on: false }],
  ['pin', 'chat.pin', { seq: 1, on: true }], ['unpin', 'chat.pin', { seq: 1, on: false }], ['unfollow', 'chat.follow', { seq: 1, on: false }], ['follow', 'chat.follow', { seq: 1, on: true }],
  ['join', 'chat.join', {}, mate], ['role', 'chat.role', { user: mate.id, role: 'reader' }], ['leave', 'chat.leave', {}, mate], ['ban', 'chat.ban', { user: mate.id }], ['unban', 'chat.unban', { user: mate.id }],
  ['rename', 'chat.update', { name: 'npm ' + process.pid + ' ' + Date.now() + ' again' }], ['topic', 'chat.update', { topic: '주제' }], ['posting', 'chat.update', { posting: 'moderator' }],
  ['slow', 'chat.update', { slow: 1 }], ['archive', 'chat.update', { archived: true }], ['unarchive', 'chat.update', { archived: false }],
  ['delete', 'chat.delete', { seq: 2 }],
];

/** The same of a private room, of what there is in no other. */
const inPrivate = (mate) => [
  ['invite', 'chat.invite', { user: mate.id }], ['inviting', 'chat.update', { inviting: 'moderator' }], ['history', 'chat.update', { history: 'joined' }], ['reads', 'chat.update', { reads: true }],
  ['remove', 'chat.remove', { user: mate.id }],
];

/** One after the other. */
async function change(bus, room, changes) {
  for (const [type, command, body, by] of changes) await (by ? by.ask(command, { room, id: type, ...body }) : ask(bus, command, { room, id: type, ...body }));
}

async function hearsOfAPrivateRoom(bus, changes) {
  const { room } = await ask(bus, 'chat.create', { name: 'npm ' + process.pid, kind: 'private' });
  const events = [];
  let heard = () => {};
  bus.registerHandler('room.' + room.id, { after: 0 }, (failure, frame) => {
    assert.equal(failure, null);
    events.push(...frame.body.events);
    if (events.length >= changes.length) heard();
  });
  const all = new Promise((resolve) => { heard = resolve; });
  await change(bus, room.id, changes);
  await all;
  assert.deepEqual(events.map(({ seq, type }) => [seq, type]), changes.map(([type], index) => [1 + index, type]));
}

async function listensAndPosts(bus, room, changes) {
  const address = 'room.' + room;
  const events = [];
  let seen = () => {};
  let ends = 0;
  const handler = (failure, frame) => {
    if (failure) return readOn(failure);
    assert.equal(frame.address, address);
    events.push(...frame.body.events);
    seen();
  };
  // A room that is archived is heard no more, and read on by who asks again.
  const readOn = (failure) => {
    assert.equal(failure.message, 'This room is archived: it can be read, and an owner can open it again.');
    assert.equal(events.at(-1).type, 'archive');
    ends++;
    bus.unregisterHandler(address, handler);
    bus.registerHandler(address, { after: events.at(-1).seq }, handler);
  };
  const until = (count) => new Promise((resolve) => {
    seen = () => events.length >= count && resolve();
    seen();
  });
  await ask(bus, 'chat.post', { room, id: 'before', text: '먼저' });
  bus.registerHandler(address, { after: 0 }, handler);
  const posted = await ask(bus, 'chat.post', { room, id: 'after', text: 'then' });
  await until(2);
  assert.deepEqual(events.map((event) => [event.seq, event.text]), [[1, '먼저'], [2, 'then']]);
  assert.deepEqual({ seq: events[1].seq, at: events[1].at }, posted);
  await change(bus, room, changes);
  const head = 2 + changes.length;
  await until(head);
  assert.deepEqual(events.slice(2).map(({ seq, type }) => [seq, type]), changes.map(([type], index) => [3 + index, type]));
  assert.ok(ends <= 1, ends + ' ends');
  bus.unregisterHandler(address, handler);
  await ask(bus, 'chat.post', { room, id: 'unheard', text: 'unheard' });
  assert.equal((await ask(bus, 'chat.events', { room })).head, head + 1);
  assert.equal(events.length, head);
}

async function isRefused(bus) {
  assert.equal((await refusalOf(bus, 'chat.join', { room: 'no-such-room' })).failureCode, 404);
  const registering = await new Promise((resolve) => bus.registerHandler('dochat.presence', resolve));
  assert.equal(registering.failureCode, 404);
  const publishing = new Promise((resolve) => { bus.onerror = resolve; });
  bus.publish('room.general', { text: 'forged' });
  assert.equal((await publishing).code, 'publish_refused');
}

async function closes(bus) {
  const closed = new Promise((resolve) => { bus.onclose = resolve; });
  bus.close();
  assert.equal((await closed).wasClean, true);
}

async function ask(bus, address, body) {
  return new Promise((resolve, reject) => bus.send(address, body, (failure, frame) =>
    failure ? reject(new Error(address + ': ' + failure.message)) : resolve(frame.body)));
}

async function refusalOf(bus, address, body) {
  return new Promise((resolve, reject) => bus.send(address, body, (failure) =>
    failure ? resolve(failure) : reject(new Error(address + ' was not refused'))));
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Observable } from '#page/state/observable.js';
import { callForAttention } from '#page/view/attention.js';
import { notifyOnce, withdraw } from '#page/view/notification.js';
import { settled } from '../support/tab.js';

/** What stands on the desktop. */
const desktop = new Set();

class Desktop {
  static permission = 'granted';

  constructor(title, { body }) {
    this.text = `${title}: ${body}`;
    desktop.add(this);
  }

  close() {
    desktop.delete(this);
  }
}

Object.assign(globalThis, { Notification: Desktop });
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { locks: { request: async (name, work) => work() } } });

const chat = /** @type {any} */ ({
  session: { user: { id: 'me' }, epoch: 'e' },
  settings: { notifications: true },
  rooms: { get: () => ({ name: 'Tea', joined: true }) },
  memory: { get: () => ({}), set() {} },
});
const event = (seq, type, more = {}) => ({ seq, type, id: `e${seq}`, user: { id: 'jun', name: 'Jun' }, text: '', at: '', ...more });
const shown = () => [...desktop].map(({ text }) => text);

test('what is deleted leaves the desktop, and nothing else does', () => {
  notifyOnce(chat, 'tea', [event(1, 'message', { text: '*secret*' })]);
  assert.deepEqual(shown(), ['Jun · Tea: secret']);
  withdraw('tea', [event(2, 'delete', { ref: 9 }), event(3, 'edit', { ref: 1, text: 'x' })]);
  withdraw('coffee', [event(2, 'delete', { ref: 1 })]);
  assert.equal(shown().length, 1);
  withdraw('tea', [event(4, 'delete', { ref: 1 })]);
  assert.deepEqual(shown(), []);
});

test('a message that says nothing any more is not told of', () => {
  notifyOnce(chat, 'tea', [event(5, 'message'), event(6, 'delete', { ref: 5 })]);
  assert.deepEqual(shown(), []);
});

test('tabs tell of a message once, also where one of them has never shown the room', () => {
  const kept = new Map();
  const memory = { get: (key, otherwise) => kept.get(key) ?? otherwise, set: (key, value) => kept.set(key, value) };
  for (const epoch of ['e', '', 'e']) notifyOnce(/** @type {any} */ ({ ...chat, memory, timelines: { of: () => ({ epoch }) } }), 'tea', [event(7, 'message', { text: 'once' })]);
  assert.deepEqual(shown(), ['Jun · Tea: once']);
});

test('of a muted room one is told what calls oneself, live or by the feed, and nothing else', () => {
  const muted = /** @type {any} */ ({ ...chat, rooms: { get: () => ({ name: 'Tea', joined: true, muted: true, calls: [9] }) } });
  desktop.clear();
  notifyOnce(muted, 'tea', [event(8, 'message', { text: 'chatter' })]);
  assert.deepEqual(shown(), []);
  notifyOnce(muted, 'tea', [event(9, 'message', { text: 'you there' })]);
  notifyOnce(muted, 'tea', [event(10, 'message', { text: 'and you', calls: true })]);
  assert.deepEqual(shown(), ['Jun · Tea: you there', 'Jun · Tea: and you']);
});

test('what calls oneself in the open room by the feed alone is told of while nobody looks, and once', async () => {
  const page = { hidden: true, hasFocus: () => false, addEventListener() {} };
  Object.assign(globalThis, { document: page, addEventListener() {} });
  Object.assign(navigator.locks, { query: async () => ({ held: [] }) });
  const kept = new Map();
  const memory = { get: (key, otherwise) => kept.get(key) ?? otherwise, set: (key, value) => kept.set(key, value) };
  const news = { arrivals: new Observable(), calls: new Observable() };
  const muted = { ...chat, memory, news, layout: Object.assign(new Observable(), { room: 'tea' }), reading: { look() {} }, rooms: { get: () => ({ name: 'Tea', joined: true, muted: true, calls: [12] }) } };
  callForAttention(/** @type {any} */ (muted));
  desktop.clear();
  const comes = async (told, seq, text, more = {}) => {
    told.changed({ room: 'tea', events: [event(seq, 'message', { text, ...more })] });
    await settled();
  };
  await comes(news.arrivals, 11, 'answered');
  assert.deepEqual(shown(), []);
  await comes(news.calls, 11, 'answered', { calls: true });
  await comes(news.arrivals, 12, '@me');
  await comes(news.calls, 12, '@me', { calls: true });
  assert.deepEqual(shown(), ['Jun · Tea: answered', 'Jun · Tea: @me']);
  page.hidden = false;
  await comes(news.calls, 13, 'in view', { calls: true });
  assert.equal(shown().length, 2);
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { keepFocus } from '#page/view/refuge.js';

const { document } = globalThis;
after(() => Object.assign(globalThis, { document }));

/** A page that has these elements, of which some take the focus. @param {Record<string, boolean>} elements */
function page(elements) {
  const body = { name: 'body', closest: () => null };
  const all = Object.fromEntries(Object.entries(elements).map(([name, takes]) => {
    const element = /** @type {any} */ ({ name, closest: () => null, focus: () => takes && (fake.activeElement = element) });
    return [name, element];
  }));
  const fake = { body, activeElement: body, getElementById: (id) => all[id] ?? null, querySelector: (place) => all[place] ?? null, querySelectorAll: () => [] };
  Object.assign(globalThis, { document: fake });
  return all;
}

const focused = () => /** @type {any} */ (globalThis.document).activeElement.name;

test('the focus stays among the messages where it was, and goes to those that are not covered', async () => {
  const all = page({ gone: false, messages: true, 'thread-messages': true });
  keepFocus(all.gone, [null, all['thread-messages']]);
  await null;
  assert.equal(focused(), 'thread-messages');
  page({ messages: true, 'thread-messages': true });
  keepFocus();
  await null;
  assert.equal(focused(), 'messages');
  page({ messages: false, 'thread-messages': true });
  keepFocus();
  await null;
  assert.equal(focused(), 'thread-messages');
});

test('what goes out of a message leaves the focus there, as long as the message stands', async () => {
  const all = page({ gone: false, message: true, messages: true });
  keepFocus(all.gone, [all.message, all.messages]);
  await null;
  assert.equal(focused(), 'message');
  const left = page({ gone: false, message: false, messages: true });
  keepFocus(left.gone, [left.message, left.messages]);
  await null;
  assert.equal(focused(), 'messages');
});

test('what was only moved keeps it, and what somebody has chosen meanwhile is left alone', async () => {
  const all = page({ moved: true, messages: true, field: true });
  keepFocus(all.moved, [all.messages]);
  await null;
  assert.equal(focused(), 'moved');
  keepFocus(all.messages);
  all.field.focus();
  await null;
  assert.equal(focused(), 'field');
});

test('what tells that something is gone comes before the messages', async () => {
  page({ '.refuge': true, messages: true });
  keepFocus();
  await null;
  assert.equal(focused(), '.refuge');
});

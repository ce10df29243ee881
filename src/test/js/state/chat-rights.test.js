import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatRolesToGive, mayAdminister, mayDeactivate } from '#page/state/chat-rights.js';

const ROLES = /** @type {const} */ (['owner', 'administrator', 'person']);

test('the page offers what the server lets each role do', () => {
  assert.deepEqual(ROLES.map(mayAdminister), [true, true, false]);
  assert.deepEqual(ROLES.map((mine) => ROLES.map((role) => mayDeactivate(mine, role))), [[true, true, true], [false, false, true], [false, false, false]]);
  assert.deepEqual(ROLES.map((mine) => ROLES.map((role) => chatRolesToGive(mine, role, false).length)), [[3, 3, 3], [0, 0, 2], [0, 0, 0]]);
});

test('an administrator may give it up', () => {
  assert.deepEqual(chatRolesToGive('administrator', 'administrator', true), ['administrator', 'person']);
  assert.deepEqual(chatRolesToGive('person', 'person', true), []);
});

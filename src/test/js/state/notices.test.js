import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Notices } from '#page/state/notices.js';
import { Clock } from '../support/clock.js';

const LONG = 60_000;

test('a notice goes by itself, but not one that can be acted on', async () => {
  const clock = Clock.install();
  try {
    const notices = new Notices();
    notices.tell({ text: () => 'said' });
    await clock.pass(LONG);
    assert.equal(notices.current, null);
    const left = { text: () => 'left', action: { label: () => 'join again', act: () => {} } };
    notices.tell({ text: () => 'said' });
    notices.tell(left);
    await clock.pass(LONG);
    assert.equal(notices.current, left);
  } finally {
    clock.restore();
  }
});

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

test('what waits comes back when what was told meanwhile has gone', async () => {
  const clock = Clock.install();
  try {
    const notices = new Notices();
    const told = () => notices.current && (notices.current.unsent?.join() ?? notices.current.text());
    notices.tellUnsent(['one']);
    notices.tell({ text: () => 'copied' });
    assert.equal(told(), 'copied');
    notices.tellUnsent(['two']);
    assert.equal(told(), 'one,two', 'texts that are nowhere else stay together');
    notices.tell({ text: () => 'left', action: { label: () => 'join again', act: () => {} } });
    notices.tell({ text: () => 'left another', action: { label: () => 'join again', act: () => {} } });
    notices.tell({ text: () => 'said' });
    await clock.pass(LONG);
    assert.equal(told(), 'left another', 'what was said is gone');
    notices.dismiss();
    assert.equal(told(), 'one,two', 'one can be joined again');
    notices.tell({ text: () => 'said' });
    notices.rest();
    assert.equal(told(), 'one,two');
    notices.forget();
    assert.equal(told(), null);
  } finally {
    clock.restore();
  }
});

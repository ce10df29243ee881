import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Search } from '#page/cluster/state/search.js';
import { refusal } from '../support/house.js';

let answers;
let asked;
let search;

const message = (clients, others) => ({ room: 'general', seq: 42, id: 'x', loggedMillis: 1, others,
  nodes: [{ node: 'id-a', tripMicros: 0, offsetMicros: 0, answer: { name: 'a', live: true, reached: true, sinceMicros: 0, clients } }] });

beforeEach(() => {
  answers = [];
  asked = [];
  search = new Search({
    message: async (place) => {
      asked.push(place);
      const answer = await answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
});

test('what was found goes on, by its place, and keeps what its id has led to', async () => {
  answers = [message(1, [{ room: 'old', seq: 1 }]), message(2)];
  await search.find('x');
  await search.again();
  assert.deepEqual(asked, [{ id: 'x' }, { room: 'general', seq: '42' }]);
  assert.deepEqual([search.found.clients, search.found.others, search.busy], [2, [{ room: 'old', seq: 1 }], false]);
});

test('a look that fails, or was overtaken, changes nothing', async () => {
  let come;
  answers = [message(1), refusal('offline'), new Promise((resolve) => (come = resolve)), message(3)];
  await search.find('x');
  await search.again();
  assert.deepEqual([search.found.clients, search.problem], [1, null]);
  const late = search.again();
  await search.again();
  assert.equal(asked.length, 3, 'one at a time');
  await search.find('general 42');
  come(message(2));
  await late;
  assert.equal(search.found.clients, 3);
});

test('nothing is looked for again where nothing was found', async () => {
  await search.again();
  assert.deepEqual(asked, []);
});

const PAGE = 500;
/** More are not listed; a private room has 1,000 members at most. */
const MOST = 2_000;

/**
 * People of a room, page after page, each with their `user`.
 * @template {{ user: import('./messages.js').User }} T
 * @param {import('./chat.js').Line} line @param {string} address that is asked @param {string} room @param {(answer: any) => T[]} of what an answer has of them
 * @param {() => boolean} goesOn whether they are still wanted @returns {Promise<T[]>}
 */
export async function allPages(line, address, room, of, goesOn) {
  const all = [];
  let page;
  do {
    const after = all.at(-1)?.user.id;
    page = of(await line.ask(address, { room, limit: PAGE, ...(after && { after }) }));
    all.push(...page);
  } while (page.length === PAGE && all.length < MOST && goesOn());
  return all;
}

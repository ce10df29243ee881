/**
 * Says every command of docs/dochat.d.ts to a real node, as its types have it, and listens to what they name: `node every.js <url of the node>`. Prints a program of
 * TypeScript in which each answer and each delivery stands as a value of its type, for the compiler to judge.
 */
import type { Commands, Err, Pong, Rec, Registrations, Seq } from './dochat';

declare const process: { argv: string[]; exitCode: number };

type Address = keyof Commands;
const url = process.argv[2];
const lines = ["import type { Commands, Registrations } from './dochat';"];

class Client {
  private constructor(readonly id: string, private readonly token: string) {}

  static async of(name: string): Promise<Client> {
    const signedIn: { token: string; user: { id: string } } = await answer('/api/session', { name });
    return new Client(signedIn.user.id, signedIn.token);
  }

  async say<A extends Address>(address: A, body: Commands[A]['body']): Promise<Commands[A]['reply']> {
    const reply: Commands[A]['reply'] = await answer('/api/send', { address, body }, this.token);
    lines.push(`export const reply${lines.length}: Commands['${address}']['reply'] = ${JSON.stringify(reply)};`);
    return reply;
  }

  /** Once what a registration of each of these would bring. */
  async hears(room: string, after: Seq): Promise<void> {
    const { frames }: { frames: (Rec | Err | Pong)[] } = await answer('/api/feed', { after: { [room]: after }, rooms: true, me: true, cards: true }, this.token);
    for (const frame of frames) {
      if (frame.type !== 'rec') {
        throw new Error(JSON.stringify(frame));
      }
      lines.push(`export const heard${lines.length}: Registrations['${frame.address}']['body'] = ${JSON.stringify(frame.body)};`);
    }
  }
}

async function answer<T>(path: string, body: object, token?: string): Promise<T> {
  const headers = { 'Content-Type': 'application/json', Origin: url, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  const answered = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answered.ok) {
    throw new Error(`${path} ${JSON.stringify(body)}: ${await answered.text()}`);
  }
  return await answered.json() as T;
}

let last = 0;
const id = () => `every-${last++}`;

async function main() {
  const [ann, ben, cho] = [await Client.of('Ann'), await Client.of('Ben'), await Client.of('조은')];
  const { room: { id: room } } = await ann.say('chat.create', { name: `Every ${ann.id}`, topic: 'one of each', id: id(), kind: 'public' });
  const { seq: root } = await ann.say('chat.post', { room, id: id(), text: 'Hello @Ben', mentions: [{ user: ben.id, from: 6, to: 10 }] });

  const { room: { id: closed } } = await ann.say('chat.create', { name: 'Closed', kind: 'private' });

  /** Each once at least; one that is missing here does not compile. */
  const every: { [A in Address]: () => Promise<unknown> } = {
    'chat.session': () => ann.say('chat.session', {}),
    'chat.profile': () => ann.say('chat.profile', { name: 'Ann', status: { emoji: '🌱', text: 'away', ends: '2099-01-01T00:00:00.000Z' }, zone: 'Asia/Seoul' }),
    'chat.preferences': () => ann.say('chat.preferences', { language: 'ko', theme: 'dark', singleKeys: false, undoSeconds: 10, skinTone: 2 }),
    'chat.create': () => ann.say('chat.create', { name: 'Another', id: id(), kind: 'private' }),
    'chat.direct': () => ann.say('chat.direct', { users: [ben.id, cho.id] }),
    'chat.join': () => ben.say('chat.join', { room, id: id() }),
    'chat.post': () => ben.say('chat.post', { room, id: id(), text: 'Yes, @all', reply: root, mentions: [] }),
    'chat.react': () => ben.say('chat.react', { room, seq: root, id: id(), emoji: '👍', on: true }),
    'chat.pin': () => ann.say('chat.pin', { room, seq: root, id: id(), on: true }),
    'chat.follow': () => ben.say('chat.follow', { room, seq: root, id: id(), on: true }),
    'chat.edit': () => ann.say('chat.edit', { room, seq: root, id: id(), text: 'Hello, @Ben', mentions: [{ user: ben.id, from: 7, to: 11 }] }),
    'chat.typing': () => ben.say('chat.typing', { room, typing: true }),
    'chat.read': () => ben.say('chat.read', { room, seq: root }),
    'chat.draft': () => ben.say('chat.draft', { room, text: 'not yet' }),
    'chat.thread-draft': () => ben.say('chat.thread-draft', { room, seq: root, text: 'nor here' }),
    'chat.place': () => ben.say('chat.place', { room, muted: true, favourite: true, read: root }),
    'chat.update': () => ann.say('chat.update', { room, id: id(), posting: 'moderator' }),
    'chat.invite': () => ann.say('chat.invite', { room: closed, user: cho.id, id: id() }),
    'chat.role': () => ann.say('chat.role', { room, user: ben.id, id: id(), role: 'moderator' }),
    'chat.entry': () => ben.say('chat.entry', {}),
    'chat.rooms': () => ben.say('chat.rooms', { joined: true }),
    'chat.room': () => ben.say('chat.room', { room }),
    'chat.directory': () => ben.say('chat.directory', { q: 'Every', limit: 5 }),
    'chat.me': () => ben.say('chat.me', {}),
    'chat.messages': () => ben.say('chat.messages', { room, limit: 50 }),
    'chat.events': () => ben.say('chat.events', { room, after: 0, limit: 50 }),
    'chat.edits': () => ben.say('chat.edits', { room, seq: root }),
    'chat.pins': () => ben.say('chat.pins', { room }),
    'chat.followers': () => ben.say('chat.followers', { room, seq: root }),
    'chat.readers': () => ben.say('chat.readers', { room, seq: root }),
    'chat.presence': () => ben.say('chat.presence', { room }),
    'chat.members': () => ben.say('chat.members', { room, limit: 5 }),
    'chat.people': () => ben.say('chat.people', { search: 'Ann' }),
    'chat.cards': () => ben.say('chat.cards', { users: [ann.id, cho.id] }),
    'chat.remove': () => ann.say('chat.remove', { room: closed, user: cho.id, id: id() }),
    'chat.ban': () => ann.say('chat.ban', { room, user: cho.id, id: id() }),
    'chat.bans': () => ann.say('chat.bans', { room }),
    'chat.unban': () => ann.say('chat.unban', { room, user: cho.id, id: id() }),
    'chat.delete': () => ann.say('chat.delete', { room, seq: root, id: id() }),
    'chat.leave': () => ben.say('chat.leave', { room, id: id() }),
  };
  for (const say of Object.values(every)) {
    await say();
  }
  await ann.say('chat.messages', { room, around: root });
  await ann.hears(room, 0);
  console.log(lines.join('\n'));
}

main().catch((failure: Error) => {
  console.log(failure.stack);
  process.exitCode = 1;
});

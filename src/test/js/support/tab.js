import { Chat } from '#page/state/chat.js';
import { Memory } from '#page/state/memory.js';
import { rows } from '#page/view/timeline/rows.js';
import { Area, Disk, Street } from './browser.js';
import { HouseLine } from './house.js';

/** A browser whose tabs share disk, storage and street. */
export class Browser {
  disk = new Disk();
  area = new Area();
  street = new Street();
}

/** The page in one tab, without a view and without a network. */
export class Tab {
  /** For a test to note what its reader has turned away from. @type {Set<string>} */
  left = new Set();
  /** What people are called. @type {(user: { name: string }) => string} */
  named = ({ name }) => name;

  /** @param {import('./house.js').House} house @param {string} user @param {Browser} [browser] */
  constructor(house, user, browser = new Browser()) {
    this.browser = browser;
    this.user = user;
    this.house = house;
    this.line = new HouseLine(house, user);
    this.tabs = browser.street.tab();
    this.door = {
      signIn: async (name) => house.answer(name, 'chat.session', {}),
      whoAmI: async () => house.answer(user, 'chat.session', {}),
      signOut: async () => {},
    };
    this.chat = new Chat({
      line: this.line, door: this.door, lasting: new Memory(() => /** @type {any} */ (browser.area)), disk: /** @type {any} */ (browser.disk), tabs: this.tabs, language: 'en',
      words: { named: (user) => this.named(user), deleted: () => 'deleted', undo: () => 'undo', groups: () => ({ all: 'all', here: 'here' }) },
    });
  }

  /** Signed in, and in the room. */
  async comes() {
    this.chat.session.confirm(await this.line.ask('chat.session', {}).catch(() => this.house.answer(this.user, 'chat.session', {})));
    this.chat.begin();
    await this.chat.open('r');
    if (this.line.isUp) await this.connects();
    return this;
  }

  async connects() {
    this.line.isUp = true;
    this.chat.link.become(/** @type {any} */ ({ state: 'connected', way: 'test', choice: 'automatic', why: [] }));
    await this.chat.resume();
    await settled();
    const { timeline } = this.chat;
    if (timeline.cursor === null) timeline.deliver({ epoch: this.house.epoch, head: this.house.head });
    this.hears();
    await settled();
  }

  loses() {
    this.line.isUp = false;
    this.chat.link.become(/** @type {any} */ ({ state: 'waiting', way: 'test', choice: 'automatic', why: [], retryAt: Date.now() + 1_000 }));
  }

  /** What the log has beyond the cursor is delivered. */
  hears() {
    this.chat.deliver('room.r', this.house.delivery(this.chat.timelines.of('r').cursor ?? 0));
  }

  /** What stands in the timeline. */
  get shown() {
    const { chat } = this;
    return rows({ messages: chat.messages, posts: chat.outbox.in('r'), marker: chat.timeline.marker, me: chat.session.user })
      .filter(({ kind }) => kind === 'message').map(({ text }) => /** @type {string} */ (text));
  }

  /** The tab is closed, or its process is. */
  dies() {
    this.line.isUp = false;
    this.tabs.close();
    this.chat.sending.pause();
  }
}

/** All that was promised by now has come. */
export async function settled() {
  for (let i = 0; i < 60; i++) await null;
}

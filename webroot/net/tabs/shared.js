import { Refusal } from '../envelope.js';
import { Listening } from '../listening.js';
import { openChannel } from './channel.js';
import { NOBODY, claim, compare } from './claim.js';
import { LockedElection } from './election/locked.js';
import { OpenElection } from './election/open.js';
import { Follower } from './follower.js';
import { Leader } from './leader.js';

/** Pages of another version, which speak differently, have another one. */
const LINE = 'dochat.line.2';
const EVERY = 3_000;
/** How late a hidden leader may be before a tab that somebody looks at reminds it. */
const LATE = 1_000;
const FORGETFUL = { get: () => null, set() {} };

/**
 * One connection for all tabs of a browser, with the interface of a Connection: one tab leads, the others follow. When the leader ends, the next one
 * leads; a leader that does not answer is deposed, and follows when it runs again. Every tab goes on from its own cursors.
 */
export class SharedConnection {
  #tab = '';
  #role = null;
  #isLeading = false;
  /** The latest claim to lead: only its tab is listened to. @type {import('./claim.js').Claim} */
  #leader = NOBODY;
  #election;
  #channel = null;
  #reminder = 0;
  #status = null;
  #listening = new Listening();
  #open;
  #events;
  #isHidden;

  /** Not where storage is forbidden. */
  static isSupported() {
    const channel = openChannel(LINE);
    channel?.close();
    return Boolean(channel);
  }

  /**
   * @param {(events: import('../connection.js').ConnectionEvents) => import('../connection.js').Connection} open makes the one connection
   * @param {import('../connection.js').ConnectionEvents} events of this tab
   * @param {() => boolean} isHidden whether nobody looks at this tab
   * @param {{ get(key: string, fallback?: any): any, set(key: string, value: any): void }} [memory] shared by the tabs
   */
  constructor(open, events, isHidden, memory = FORGETFUL) {
    this.#open = open;
    this.#isHidden = isHidden;
    this.#election = this.#electionWith(memory);
    this.#events = {
      ...events,
      opened: () => {
        this.#listening.clear();
        events.opened();
      },
      status: (status) => {
        this.#status = status;
        events.status(status);
      },
      delivery: (address, body) => {
        const fresh = this.#listening.advance(address, body);
        if (fresh) events.delivery(address, fresh);
      },
      refusal: (address, refusal) => this.#listening.has(address) && events.refusal(address, refusal),
    };
  }

  start() {
    if (this.#role) {
      this.#role.start();
      return;
    }
    this.#tab = `${Date.now()}.${Math.random()}`;
    this.#channel = openChannel(LINE);
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    this.#reminder = setInterval(() => this.#remind(), EVERY);
    this.#follow();
    this.#election.stand();
  }

  stop() {
    if (!this.#role) return;
    const role = this.#role;
    this.#role = null;
    this.#post({ type: 'bye' });
    this.#isLeading = false;
    this.#election.end();
    role.stop();
    this.#channel.close();
    clearInterval(this.#reminder);
    this.#events.status({ ...this.#status, state: 'closed', change: undefined });
  }

  wake() {
    this.#role?.wake();
  }

  moved() {
    this.#role?.moved();
  }

  doubt() {
    this.#role?.doubt();
  }

  choose(way) {
    this.#role?.choose(way);
  }

  ask(address, body) {
    return this.#role?.ask(address, body) ?? Promise.reject(new Refusal('offline'));
  }

  listen(address, headers, isFirst) {
    this.#listening.add(address, headers);
    this.#role?.listen(address, headers, isFirst);
  }

  unlisten(address) {
    this.#listening.remove(address);
    this.#role?.unlisten(address);
  }

  #electionWith(memory) {
    const open = new OpenElection({ elected: () => this.#lead() }, memory);
    if (!LockedElection.isSupported()) return open;
    return new LockedElection({
      elected: () => this.#lead(),
      deposed: () => this.#stepDown(),
      forbidden: () => {
        this.#election = open;
        open.stand();
      },
    });
  }

  #follow() {
    this.#role = new Follower((message) => this.#post(message), this.#events, this.#isHidden, () => this.#election.take());
    this.#role.start();
  }

  #lead() {
    this.#role.stop();
    this.#isLeading = true;
    this.#leader = claim(this.#tab, this.#leader);
    this.#role = new Leader(this.#tab, (message) => this.#post(message), this.#open, this.#events);
    this.#role.start();
  }

  /** Another tab leads. Quietly: the others follow that one already. */
  #stepDown() {
    this.#isLeading = false;
    this.#role.stop();
    this.#election.resign();
    this.#follow();
  }

  /** Followers speak to the leader only, and the leader to followers. */
  #hear(message) {
    if (!this.#role || (message.to && message.to !== this.#tab)) return;
    if (message.leader) this.#hearLeader(message);
    else if (this.#isLeading) this.#role.hear(message);
  }

  #hearLeader(message) {
    const order = compare(message.leader, this.#leader);
    if (order > 0) this.#obey(message.leader);
    // One that was deposed in its sleep does not know yet.
    if (order < 0 && this.#isLeading) this.#post({ type: 'leads' });
    if (order < 0) return;
    this.#election.occupied();
    if (message.type === 'bye') this.#mourn();
    else this.#role.hear(message);
  }

  #obey(leader) {
    this.#leader = leader;
    if (this.#isLeading) {
      this.#stepDown();
    } else {
      this.#role.orphan();
      this.#role.start();
    }
  }

  #mourn() {
    this.#role.orphan();
    this.#election.vacant();
  }

  #post(message) {
    this.#channel.postMessage({ ...message, from: this.#tab, leader: this.#isLeading ? this.#leader : undefined });
  }

  /** Browsers let a hidden leader's timers sleep; messages wake it. */
  #remind() {
    if (this.#isLeading || this.#isHidden() || !this.#status) return;
    const { state, way, retryAt } = this.#status;
    if (state === 'waiting' ? Date.now() > retryAt + LATE : way === 'polling') this.wake();
  }
}

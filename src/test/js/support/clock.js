const real = { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, now: Date.now };

/**
 * Time that passes only when a test says so: timers and `Date.now` of the whole process, until `restore`. Promises settle by themselves.
 * Install it before whatever takes the time is made.
 */
export class Clock {
  /** Where a timer's call is to run. @type {(call: () => void) => () => void} */
  enter = (call) => call;
  #now = 100_000_000;
  #set = 0;
  #timers = new Map();
  #last = 0;

  static install() {
    const clock = new Clock();
    Object.assign(globalThis, {
      setTimeout: (call, millis = 0, ...args) => clock.#add(() => call(...args), millis),
      setInterval: (call, millis = 0, ...args) => clock.#add(() => call(...args), millis, Math.max(1, millis)),
      clearTimeout: (id) => clock.#timers.delete(id),
      clearInterval: (id) => clock.#timers.delete(id),
    });
    Date.now = () => clock.#now + clock.#set;
    return clock;
  }

  restore() {
    const { now, setImmediate: _, ...timers } = real;
    Object.assign(globalThis, timers);
    Date.now = now;
  }

  /** Lets time pass, and whatever is due happen at its time. @param {number} millis */
  async pass(millis) {
    const end = this.#now + millis;
    await settle();
    for (let due = this.#due(end); due; due = this.#due(end)) {
      const [id, timer] = due;
      this.#now = Math.max(this.#now, timer.at);
      if (timer.every) timer.at = this.#now + timer.every;
      else this.#timers.delete(id);
      timer.call();
      await settle();
    }
    this.#now = end;
  }

  /** The machine sleeps: time passes, and timers find out afterwards. @param {number} millis */
  async sleep(millis) {
    this.#now += millis;
    await this.pass(0);
  }

  /** Somebody sets the clock; timers do not mind. @param {number} millis */
  set(millis) {
    this.#set += millis;
  }

  #add(call, millis, every = 0) {
    this.#timers.set(++this.#last, { call: this.enter(call), at: this.#now + Math.max(0, millis), every });
    return this.#last;
  }

  #due(end) {
    const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([a, one], [b, other]) => one.at - other.at || a - b);
    return due[0];
  }
}

/** All promises that can settle have settled, messages of real channels too. */
export async function settle() {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => real.setImmediate(resolve));
}

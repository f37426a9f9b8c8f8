/**
 * A clock of the page's own: it runs at real speed, and a test can skip time or stop it. The timers that become due meanwhile fire in
 * their order, each at its moment. It runs before everything else, on the pages of stages that ask for it.
 */
"use strict";

{
  const { setTimeout, clearTimeout, Date, performance } = window;
  const realNow = performance.now.bind(performance);
  let skipped = 0;
  /** When it was stopped. */
  let stopped = null;
  const now = () => (stopped ?? realNow()) + skipped;

  /** Shorter timers than this, in milliseconds, only let something else happen first, and go on. */
  const SHORT = 100;

  performance.now = now;
  window.Date = class extends Date {
    static now() {
      return Date.now() + skipped;
    }

    constructor(...values) {
      super(...(values.length ? values : [Date.now() + skipped]));
    }
  };

  /** Timers that are set: when each is due and what it calls, by the number that `setTimeout` returned. */
  const timers = new Map();
  let lastNumber = 0;

  const start = (timer) => {
    const left = Math.max(timer.due - now(), 0);
    if (stopped === null || left < SHORT) timer.real = setTimeout(() => fire(timer), left);
  };

  const fire = (timer) => {
    clearTimeout(timer.real);
    if (timers.delete(timer.number)) timer.call();
  };

  window.setTimeout = (handler, delay = 0, ...values) => {
    const number = (lastNumber += 1);
    // A delay that does not fit into 32 bits counts as none, as in browsers.
    const timer = { number, due: now() + Math.max(delay | 0, 0), call: () => handler(...values) };
    timers.set(number, timer);
    start(timer);
    return number;
  };

  window.clearTimeout = (number) => {
    clearTimeout(timers.get(number)?.real);
    timers.delete(number);
  };

  const turn = () => new Promise((resolve) => setTimeout(resolve));

  const nextUntil = (moment) => {
    const due = [...timers.values()].filter((timer) => timer.due <= moment);
    return due.sort((one, other) => one.due - other.due || one.number - other.number)[0];
  };

  /** How many answers are waited for. */
  let pending = 0;
  const counted = (promise) => {
    const end = () => (pending -= 1);
    pending += 1;
    promise.then(end, end);
    return promise;
  };
  const { fetch } = window;
  const { text } = Response.prototype;
  window.fetch = (...values) => counted(fetch(...values));
  Response.prototype.text = function () {
    return counted(text.call(this));
  };

  window.clock = {
    isWaiting: () => pending > 0,

    /** Has time pass only when it is skipped. */
    stop() {
      stopped = realNow();
      for (const timer of timers.values()) {
        clearTimeout(timer.real);
        start(timer);
      }
    },

    /** The time that the rest of the machine has. */
    realTime: () => Date.now(),

    /** Skips so many milliseconds; resolves when what became due has been called. */
    async skip(milliseconds) {
      const target = now() + milliseconds;
      for (let timer = nextUntil(target); timer; timer = nextUntil(target)) {
        skipped += Math.max(timer.due - now(), 0);
        try {
          fire(timer);
        } catch (error) {
          reportError(error);
        }
        // What a timer sets off may set the next one.
        await turn();
      }
      skipped += Math.max(target - now(), 0);
      for (const timer of timers.values()) {
        clearTimeout(timer.real);
        start(timer);
      }
    },
  };
}

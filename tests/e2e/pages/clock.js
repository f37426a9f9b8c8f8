/**
 * A fake clock: it runs at real speed, and a test can advance, freeze and unfreeze it. Timers that become due fire in order, each at its
 * time. It is installed before everything else, on pages of tests that use it.
 */
"use strict";

{
  const { setTimeout, clearTimeout, Date, performance } = window;
  const realNow = performance.now.bind(performance);
  let offset = 0;
  /** The real time at which it was frozen, if it is. */
  let frozenAt = null;
  const now = () => (frozenAt ?? realNow()) + offset;

  /** Timers below this, in milliseconds, are only used to yield, so they fire also while the clock is frozen. */
  const SHORT = 100;

  performance.now = now;
  window.Date = class extends Date {
    static now() {
      return Date.now() + offset;
    }

    constructor(...values) {
      super(...(values.length ? values : [Date.now() + offset]));
    }
  };

  /** The pending timers by ID. */
  const timers = new Map();
  let lastId = 0;

  const start = (timer) => {
    const left = Math.max(timer.due - now(), 0);
    if (frozenAt === null || left < SHORT) timer.real = setTimeout(() => fire(timer), left);
  };

  const startAll = () => {
    for (const timer of timers.values()) {
      clearTimeout(timer.real);
      start(timer);
    }
  };

  const fire = (timer) => {
    clearTimeout(timer.real);
    if (timers.delete(timer.id)) timer.call();
  };

  window.setTimeout = (handler, delay = 0, ...values) => {
    const id = (lastId += 1);
    // A delay that does not fit into 32 bits overflows to 0, as in browsers.
    const timer = { id, due: now() + Math.max(delay | 0, 0), call: () => handler(...values) };
    timers.set(id, timer);
    start(timer);
    return id;
  };

  window.clearTimeout = (id) => {
    clearTimeout(timers.get(id)?.real);
    timers.delete(id);
  };

  const nextTask = () => new Promise((resolve) => setTimeout(resolve));

  const nextUntil = (time) => {
    const due = [...timers.values()].filter((timer) => timer.due <= time);
    return due.sort((one, other) => one.due - other.due || one.id - other.id)[0];
  };

  /** The number of pending responses. */
  let pending = 0;
  const track = (promise) => {
    const end = () => (pending -= 1);
    pending += 1;
    promise.then(end, end);
    return promise;
  };
  const { fetch } = window;
  const { text } = Response.prototype;
  window.fetch = (...values) => track(fetch(...values));
  Response.prototype.text = function () {
    return track(text.call(this));
  };

  window.clock = {
    hasPendingRequests: () => pending > 0,

    /** Stops the clock, so that only `advance` moves it. */
    freeze() {
      frozenAt = realNow();
      startAll();
    },

    /** Lets it run again, from the time that it shows. */
    unfreeze() {
      offset += frozenAt - realNow();
      frozenAt = null;
      startAll();
    },

    /** The real time. */
    realTime: () => Date.now(),

    /** Advances the clock; resolves when all timers that became due have fired. */
    async advance(milliseconds) {
      const target = now() + milliseconds;
      for (let timer = nextUntil(target); timer; timer = nextUntil(target)) {
        offset += Math.max(timer.due - now(), 0);
        try {
          fire(timer);
        } catch (error) {
          reportError(error);
        }
        // A timer may set the next one asynchronously.
        await nextTask();
      }
      offset += Math.max(target - now(), 0);
      startAll();
    },
  };
}

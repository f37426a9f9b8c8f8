/** The promises that an element's methods have returned and that are not settled yet. */

/** The methods that change the item. */
const CHANGES = ["archive", "restore"];

export class PendingCalls {
  /** The method of each call, by the function that settles its promise. */
  #methods = new Map();
  #onSettled;

  /** `onSettled` is called after each of them. */
  constructor(onSettled) {
    this.#onSettled = onSettled;
  }

  get size() {
    return this.#methods.size;
  }

  /** Returns a promise of the state that `start` passes to its callback. */
  add(method, start) {
    return new Promise((resolve) => {
      const settle = (state) => {
        this.#methods.delete(settle);
        resolve(state);
        this.#onSettled();
      };
      this.#methods.set(settle, method);
      start(settle);
    });
  }

  /** Settles all of them after a crash. Those that change the item are `unknown` if a change was in flight. */
  settleAfterCrash(isChangeInFlight) {
    for (const [settle, method] of [...this.#methods]) {
      settle(isChangeInFlight && CHANGES.includes(method) ? "unknown" : undefined);
    }
  }
}

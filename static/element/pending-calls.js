/** The promises that an element's methods have returned and that are not settled yet. */

export class PendingCalls {
  /** The ID of each call's job, if it is known yet, by the function that settles its promise. */
  #jobs = new Map();
  #onSettled;

  /** `onSettled` is called after each of them. */
  constructor(onSettled) {
    this.#onSettled = onSettled;
  }

  get size() {
    return this.#jobs.size;
  }

  /** Returns a promise of the state that `start` passes to its callback. `start` returns the ID of the job. */
  add(start) {
    return new Promise((resolve) => {
      const settle = (state) => {
        this.#jobs.delete(settle);
        resolve(state);
        this.#onSettled();
      };
      this.#jobs.set(settle, undefined);
      const job = start(settle);
      if (this.#jobs.has(settle)) this.#jobs.set(settle, job);
    });
  }

  /** Settles all of them after a crash, with the state of their jobs. */
  settleAfterCrash(stateOf) {
    for (const [settle, job] of [...this.#jobs]) settle(stateOf(job));
  }
}

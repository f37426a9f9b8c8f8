/** The calls of an element's methods whose promises are not settled yet. */

export class PendingCalls {
  /** What each needs: `resolve` for its promise; once the widget has it, `settle` for the widget and the ID of its `job`. */
  #calls = new Set();
  #onSettled;

  /** `onSettled` is called after each of them. */
  constructor(onSettled) {
    this.#onSettled = onSettled;
  }

  get size() {
    return this.#calls.size;
  }

  /** Returns a promise of the state that `run` resolves with. `run` passes its argument to `start`. */
  add(run) {
    return new Promise((resolve) => {
      const call = { resolve };
      this.#calls.add(call);
      run(call).then((state) => {
        this.#calls.delete(call);
        resolve(state);
        this.#onSettled();
      });
    });
  }

  /** Returns a promise of the state that `begin` passes to its callback. `begin` returns the ID of the job. */
  start(call, begin) {
    return new Promise((settle) => {
      call.settle = settle;
      call.job = begin(settle);
    });
  }

  /** Settles those that the widget has after a crash, with the state of their jobs. */
  settleAfterCrash(stateOf) {
    for (const { settle, job } of this.#calls) settle?.(stateOf(job));
  }

  /** Settles all of them at once: in a document that is gone, no callback of its own promises runs any more. */
  settleBeforeUnload(stateOf) {
    for (const { resolve, job } of this.#calls) resolve(stateOf(job));
  }
}

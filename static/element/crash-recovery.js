/**
 * What a crash of the WebAssembly means for an element, derived from its record: the JSON that `src/element/record.rs` and
 * `src/archive/record.rs` write.
 */

/** More restarts need a click: a page on which the WebAssembly always crashes must not loop. */
const MAX_AUTOMATIC_RESTARTS = 5;

/** The record of an element that had no widget yet. */
export const EMPTY_RECORD = {
  state: "idle",
  state_after_crash: "idle",
  problem: null,
  token: null,
  machine: { front: null, background: [] },
};

/** The item in front, as it was last read. */
export function itemOf({ state, machine: { front } }) {
  return state === "idle" ? null : (front?.item ?? null);
}

/**
 * What to do about a crash, the `crashCount`th one of the page. `title` is the text about an interrupted change. Returns
 *
 * - `record`: the record with the state and problem from now on
 * - `isChangeInFlight`: whether a change was in flight, in front or in the background: its outcome is unknown
 * - `restartDelay`: in how many milliseconds to restart automatically; `undefined` if there is nothing to check, or after
 *   too many crashes
 * - `unknown`: the details of the `tallyfy-unknown` events, one for each job whose outcome is unknown
 */
export function recover(record, crashCount, title) {
  const { front, background } = record.machine;
  const jobs = front ? [front, ...background] : background;
  const isFrontInFlight = Boolean(front?.is_in_flight);
  const needsCheck = jobs.some((job) => job.is_in_flight || job.is_checking);
  const checking = needsCheck && crashCount <= MAX_AUTOMATIC_RESTARTS;
  const problem = { kind: "unexpected", status: null, title, message: null, code: null, fields: [], request_id: null, retry_after: null };
  return {
    record: {
      ...record,
      state: record.state_after_crash,
      problem: isFrontInFlight ? problem : record.problem,
    },
    isChangeInFlight: jobs.some((job) => job.is_in_flight),
    restartDelay: checking ? 500 * 2 ** crashCount : undefined,
    unknown: jobs
      .filter((job) => job.is_in_flight || (job.is_checking && !checking))
      .map(({ org_id, id, item, operation }) => {
        return { kind: "task", org_id, id, item, task_id: id, task: item, operation, problem, checking };
      }),
  };
}

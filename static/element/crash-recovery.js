/**
 * What a crash of the WebAssembly means for an element, derived from its record: the JSON that `src/element/record.rs` and
 * `src/archive/record.rs` write. Also what it means that it could not be loaded.
 */
import { crashDetail } from "prerendered/constants.js";

/** More restarts need a click or a call: a page on which the WebAssembly always crashes must not loop. */
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

/** The state of the job with this ID, or else of the element, when all that was in flight is lost. */
export function stateAfterCrash(record, id) {
  return (jobsOf(record).find((job) => job.job_id === id) ?? record).state_after_crash;
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
  const { front } = record.machine;
  const jobs = jobsOf(record);
  const crashed = problemOf("unexpected", title);
  const problem = front?.is_in_flight ? crashed : record.problem;
  const needsCheck = jobs.some((job) => job.is_in_flight || job.is_checking || job.has_follow_up);
  const checking = needsCheck && !isTooMany(crashCount);
  return {
    record: { ...record, state: record.state_after_crash, problem },
    isChangeInFlight: jobs.some((job) => job.is_in_flight),
    restartDelay: checking ? 500 * 2 ** crashCount : undefined,
    unknown: jobs
      .filter((job) => job.is_in_flight || (job.is_checking && !checking))
      .map((job) => ({ ...detailOf(job, job === front ? problem : crashed), checking })),
  };
}

/**
 * After too many crashes, an operation that a crash prevented has failed, provided that nothing else is known of an item.
 * Returns the record and the detail of the `tallyfy-refused` event.
 */
export function refuse(record, crashCount, operation, title) {
  const isNothingKnown = record.state === "idle" || record.machine.front?.state === "refused";
  if (!isTooMany(crashCount) || !isNothingKnown || !["find", "archive", "restore"].includes(operation)) return;
  const problem = problemOf("unexpected", title);
  const front = { state: "refused", operation, problem };
  return {
    record: { ...record, state: "refused", state_after_crash: "refused", problem, machine: { ...record.machine, front } },
    detail: detailOf(front, problem),
  };
}

/** The detail of the `tallyfy-refused` event of an operation for which the widget could not be loaded. */
export function refuseUnloaded(operation, title) {
  return detailOf({ operation }, problemOf("not-loaded", title));
}

function jobsOf({ machine: { front, background } }) {
  return front ? [front, ...background] : background;
}

function isTooMany(crashCount) {
  return crashCount > MAX_AUTOMATIC_RESTARTS;
}

function problemOf(kind, title) {
  return { ...crashDetail.problem, kind, title };
}

function detailOf({ org_id = null, id = null, item = null, operation }, problem) {
  return { ...crashDetail, org_id, id, item, task_id: id, task: item, operation, problem };
}

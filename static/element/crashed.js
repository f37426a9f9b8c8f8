/** What is known of an element whose WebAssembly crashed, by the record of it. */

/** How often a crash may be followed by a restart that nobody asked for. A page on which it always crashes must not spin. */
const MOST_RESTARTS = 5;

/** The state in which a job is shown when nothing of its change was sent. */
const BEFORE = { finding: "idle", archiving: "review", restoring: "archived" };

/** The record of an element that had no widget yet. */
export const NOTHING = { state: "idle", problem: null, token: null, machine: { front: null, background: [] } };

function jobsOf({ machine: { front, background } }) {
  return front ? [front, ...background] : background;
}

/** Whether a change of any job is in flight. */
export function hasChangeInFlight(record) {
  return jobsOf(record).some((job) => job.is_in_flight);
}

/** After how many milliseconds to restart by itself, where something is to be checked. */
export function restartDelay(record, crashes) {
  const isDue = jobsOf(record).some((job) => job.is_in_flight || job.is_checking);
  return isDue && crashes <= MOST_RESTARTS ? 500 * 2 ** crashes : undefined;
}

/** The state of the element, as far as it is known. */
export function stateAfter({ state, machine: { front } }) {
  return front?.is_in_flight ? "unknown" : (BEFORE[state] ?? state);
}

/** The item in front, as it was last read. */
export function itemOf({ state, machine: { front } }) {
  return state === "idle" ? null : (front?.item ?? null);
}

/** The problem with a change of which the crash took the answer. */
export function crashProblem(title) {
  return { kind: "unexpected", status: null, title, message: null, code: null, fields: [], request_id: null, retry_after: null };
}

/** The details of the events that say so, a job each; and of those for jobs that will not be checked any more. */
export function lostChanges(record, title, checking) {
  const isLost = (job) => job.is_in_flight || (job.is_checking && !checking);
  return jobsOf(record)
    .filter(isLost)
    .map(({ org_id, id, item, operation }) => {
      const about = { kind: "task", org_id, id, item, task_id: id, task: item };
      return { ...about, operation, problem: crashProblem(title), checking };
    });
}

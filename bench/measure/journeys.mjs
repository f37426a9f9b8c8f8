/** The whole scenario, from the navigation to the archived task, for every implementation and condition. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { archive, find, measurements } from "./scenario.mjs";
import { withRetries } from "./retry.mjs";

/**
 * Milliseconds by condition, implementation and step, and the files that each page loads. The implementations alternate
 * within a round, so that other load on the machine affects all of them.
 */
export async function journeys({ browser, implementations, server, sandbox, runs, log }) {
  const times = {};
  const files = {};
  for (const [condition, limits] of Object.entries(CONDITIONS)) {
    for (let run = 0; run < runs; run += 1) {
      log(`${limits.name}, round ${run + 1} of ${runs}`);
      for (const implementation of implementations) {
        const measured = await withRetries(implementation.name, log, async () => {
          server.served.length = 0;
          await sandbox.reset();
          const measured = await withPage(browser, limits, async (page, cdp) => {
            const waitForStep = await find(page, cdp, implementation, server.url);
            await archive(page, cdp, implementation, waitForStep);
            return measurements(page);
          });
          await sandbox.verify(implementation);
          return measured;
        });
        files[implementation.key] = [...server.served];
        const steps = ((times[condition] ??= {})[implementation.key] ??= {});
        for (const [step, time] of Object.entries(stepsOf(measured))) (steps[step] ??= []).push(time);
      }
    }
  }
  return { times, files };
}

/** Durations of the steps, from times since the navigation. */
export function stepsOf({ marks, clicks, found, gone }) {
  const click = clicks.findLast((at) => at <= gone.requestStart);
  return {
    form: marks.form,
    ready: found.requestStart,
    wire: gone.requestStart - click,
    details: marks.details - found.responseEnd,
    archived: marks.archived - gone.responseEnd,
  };
}

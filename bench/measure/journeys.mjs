/** The job from the first byte to the archived task, by every contestant, under every condition. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { archive, find, notes } from "./job.mjs";
import { turn } from "./turn.mjs";

/**
 * Milliseconds of each step, by condition, contestant and step; and what each contestant's page loads. The contestants
 * take turns within a round, so that whatever else the machine does hits all alike.
 */
export async function journeys({ browser, contestants, server, sandbox, runs, say }) {
  const times = {};
  const files = {};
  for (const [condition, limits] of Object.entries(CONDITIONS)) {
    for (let run = 0; run < runs; run += 1) {
      say(`${limits.name}, round ${run + 1} of ${runs}`);
      for (const contestant of contestants) {
        const noted = await turn(contestant.name, say, async () => {
          server.served.length = 0;
          await sandbox.reset();
          const noted = await withPage(browser, limits, async (page, cdp) => {
            const hear = await find(page, cdp, contestant, server.url);
            await archive(page, cdp, contestant, hear);
            return notes(page);
          });
          await sandbox.verify(contestant);
          return noted;
        });
        files[contestant.key] = [...server.served];
        const steps = ((times[condition] ??= {})[contestant.key] ??= {});
        for (const [step, time] of Object.entries(stepsOf(noted))) (steps[step] ??= []).push(time);
      }
    }
  }
  return { times, files };
}

/** Out of what the page noted: all times began with the navigation, here they begin where the step does. */
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

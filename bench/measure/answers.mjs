/** How long answers of any size keep the page from doing anything else. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { find, notes } from "./job.mjs";
import { turn } from "./turn.mjs";

export const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
/** Without a blocked page one frame follows the other at this distance, in milliseconds. */
const FRAME = 1000 / 60;

/** The longest stretch without a frame between a click and the details, in milliseconds, by contestant and size. */
export async function answers({ browser, contestants, server, sandbox, runs, say }) {
  const blocked = {};
  const compared = contestants.filter(({ key }) => ["element", "vanilla", "react"].includes(key));
  for (let run = 0; run < runs; run += 1) {
    say(`answers, round ${run + 1} of ${runs}`);
    for (const bytes of SIZES) {
      for (const contestant of compared) {
        const noted = await turn(contestant.name, say, async () => {
          await sandbox.reset();
          await sandbox.inflate(bytes);
          return withPage(browser, CONDITIONS.plain, async (page, cdp) => {
            await find(page, cdp, contestant, server.url);
            return notes(page);
          });
        });
        const sizes = (blocked[contestant.key] ??= {});
        (sizes[bytes] ??= []).push(longestBlock(noted));
      }
    }
  }
  return blocked;
}

/** What the longest stretch without a frame was longer than one frame, once the request was sent. */
export function longestBlock({ gaps, found, marks }) {
  const since = gaps.filter(([end, length]) => end > found.requestStart && end - length < marks.details);
  return Math.max(0, ...since.map(([, length]) => length - FRAME));
}

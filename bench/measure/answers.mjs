/** How long responses of increasing size block the page. */
import { CONDITIONS, withPage } from "./browser.mjs";
import { find, measurements } from "./scenario.mjs";
import { withRetries } from "./retry.mjs";

export const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
/** The interval between frames of an idle page, in milliseconds. */
const FRAME = 1000 / 60;

/** The longest stretch without a frame between a click and the details, in milliseconds, by implementation and size. */
export async function answers({ browser, implementations, server, sandbox, runs, log }) {
  const blocked = {};
  const compared = implementations.filter(({ key }) => ["element", "vanilla", "react"].includes(key));
  for (let run = 0; run < runs; run += 1) {
    log(`answers, round ${run + 1} of ${runs}`);
    for (const bytes of SIZES) {
      for (const implementation of compared) {
        const measured = await withRetries(implementation.name, log, async () => {
          await sandbox.reset();
          await sandbox.inflate(bytes);
          return withPage(browser, CONDITIONS.plain, async (page, cdp) => {
            await find(page, cdp, implementation, server.url);
            return measurements(page);
          });
        });
        const sizes = (blocked[implementation.key] ??= {});
        (sizes[bytes] ??= []).push(longestBlock(measured));
      }
    }
  }
  return blocked;
}

/** The longest gap between frames after the request, minus one frame. */
export function longestBlock({ gaps, found, marks }) {
  const since = gaps.filter(([end, length]) => end > found.requestStart && end - length < marks.details);
  return Math.max(0, ...since.map(([, length]) => length - FRAME));
}

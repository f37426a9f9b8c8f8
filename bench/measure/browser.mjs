/** Chromium, and the conditions it works under. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What a person's machine and line may be. */
export const CONDITIONS = {
  plain: { name: "unthrottled" },
  slow: { name: "1.6 Mbit/s, 150 ms, CPU 4×", cpu: 4, latency: 150, bytesPerSecond: 1_600_000 / 8 },
};

/**
 * What Chromium is to leave alone. With every new context it loads two pages of its own address bar, which takes a core
 * for more than half a second, just when a contestant is loading. The others the driver would switch off by itself.
 */
const WITHOUT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "HttpsUpgrades",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
];

/** How many milliseconds a page may take: a headless browser sometimes stops to draw, and would be waited for for ever. */
const LONGEST = 180_000;

/** Starts it. The driver comes from the folder of packages, which is not above this file. */
export function launch({ chromium, chromiumArguments, packages }) {
  const { chromium: driver } = createRequire(join(packages, "any"))("playwright-core");
  const args = [...chromiumArguments, `--disable-features=${WITHOUT}`];
  return driver.launch({ executablePath: chromium, args });
}

/** Calls `use` with a page that knows no file yet, and its line to the browser. */
export async function withPage(browser, condition, use) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  const over = new AbortController();
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    if (condition.cpu) await cdp.send("Emulation.setCPUThrottlingRate", { rate: condition.cpu });
    if (condition.bytesPerSecond) {
      await cdp.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: condition.latency,
        downloadThroughput: condition.bytesPerSecond,
        uploadThroughput: condition.bytesPerSecond,
      });
    }
    const tooLong = sleep(LONGEST, null, { signal: over.signal }).then(() => {
      throw new Error(`no result after ${LONGEST / 1_000} s`);
    });
    return await Promise.race([use(page, cdp), tooLong]);
  } finally {
    over.abort();
    await context.close();
  }
}

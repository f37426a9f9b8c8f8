/** Chromium, and the emulated conditions. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Emulated processors and networks. */
export const CONDITIONS = {
  plain: { name: "unthrottled" },
  slow: { name: "1.6 Mbit/s, 150 ms, CPU 4×", cpu: 4, latency: 150, bytesPerSecond: 1_600_000 / 8 },
};

/**
 * Features of Chromium to disable. With every new context it loads two pages for its address bar, which takes more than half
 * a second of one core while an implementation is loading. The others are the driver's defaults.
 */
const DISABLED_FEATURES = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "HttpsUpgrades",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
];

/** The timeout for a page, in milliseconds: a headless browser sometimes stops rendering. */
const PAGE_TIMEOUT = 180_000;

/** Starts Chromium. The driver is in the folder of packages, which this file cannot import from. */
export function launch({ chromium, chromiumArguments, packages }) {
  const { chromium: driver } = createRequire(join(packages, "any"))("playwright-core");
  const args = [...chromiumArguments, `--disable-features=${DISABLED_FEATURES}`];
  return driver.launch({ executablePath: chromium, args });
}

/** Calls `use` with a page with an empty cache, and its DevTools session. */
export async function withPage(browser, condition, use) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
  const finished = new AbortController();
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
    const timeout = sleep(PAGE_TIMEOUT, null, { signal: finished.signal }).then(() => {
      throw new Error(`no result after ${PAGE_TIMEOUT / 1_000} s`);
    });
    return await Promise.race([use(page, cdp), timeout]);
  } finally {
    finished.abort();
    await context.close();
  }
}

/** What was measured on, and with what. */
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

/** The machine's shape. */
export function machine() {
  return { cores: availableParallelism(), cpu: cpus()[0].model, gigabytes: Math.round(totalmem() / 2 ** 30) };
}

/** What takes part in which version. */
export function versions(browser) {
  const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return { Chromium: browser.version(), "Node.js": process.versions.node, ...dependencies };
}

/** The environment of the measurements. */
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

/** Processor and memory. */
export function machine() {
  return { cores: availableParallelism(), cpu: cpus()[0].model, gigabytes: Math.round(totalmem() / 2 ** 30) };
}

/** The versions of browser, Node.js and packages. */
export function versions(browser) {
  const { dependencies } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return { Chromium: browser.version(), "Node.js": process.versions.node, ...dependencies };
}

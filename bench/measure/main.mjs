/** Runs the measurements and writes the report. `cargo xtask bench` runs this. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { answers } from "./answers.mjs";
import { launch } from "./browser.mjs";
import { bundle } from "./bundle.mjs";
import { implementations } from "./implementations.mjs";
import { COUNTS, growth } from "./growth.mjs";
import { journeys } from "./journeys.mjs";
import { machine, versions } from "./machine.mjs";
import { reconnects } from "./reconnects.mjs";
import { startSandbox } from "./sandbox.mjs";
import { serve } from "./server.mjs";
import { report } from "../report/report.mjs";

const PARTS = { journeys, growth, answers, reconnects };

const { runs, parts, cache, ...given } = JSON.parse(process.argv[2]);
const log = (text) => console.log(`[bench] ${text}`);

mkdirSync(cache, { recursive: true });
const peers = bundle(given, join(cache, "peers"));
const all = implementations({ ...given, peers });
const sandbox = await startSandbox(given.sandbox);
const server = await serve(all, COUNTS, sandbox.url);
const browser = await launch(given);
try {
  const results = { runs, command: given.command, machine: machine(), versions: versions(browser) };
  for (const part of parts) {
    results[part] = await PARTS[part]({ browser, implementations: all, server, sandbox, runs, log });
    writeFileSync(join(cache, "results.json"), JSON.stringify(results));
  }
  await report(results, all, given);
} finally {
  await browser.close();
  server.close();
  sandbox.stop();
}

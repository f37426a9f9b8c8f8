/** Makes the wasm in a package as small as it can be on the wire, and the script around it: `node shrink.mjs <folder>`. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { load } from "./npm.mjs";
import { orderFunctions } from "./order.mjs";

const { transformSync } = await load("esbuild");

/** Each was measured by the size after Brotli. */
const OPTIONS = [
  "-Oz",
  // A function with one caller is inlined only if it is tiny: large functions compress worse, by 3.4 KB.
  "--one-caller-inline-max-function-size=20",
  "--always-inline-max-function-size=4",
  // Makes code shorter and less like other code: 1,080 bytes worse.
  "--skip-pass=local-cse",
  "--converge",
  // Memory begins with the stack's far end.
  "--low-memory-unused",
  // The memory is the module's own, and new.
  "--zero-filled-memory",
  "--strip-debug",
  "--strip-producers",
];

/** Gives imports and exports short names, and prints both names as JSON. */
const SHORT_NAMES = "--minify-imports-and-exports-and-modules";

const [wasm, script] = ["tallyfy_archive_bg.wasm", "tallyfy_archive.js"].map((name) => join(process.argv[2], name));

function optimize(...options) {
  return execFileSync("wasm-opt", [...options, wasm, "-o", wasm], { encoding: "utf8" });
}

/** The script with the short names, which are names of properties there. */
function shortenNames(script, { imports, exports }) {
  const names = new Map(exports);
  // wasm-opt leaves one module, which it calls "a".
  for (const [module, long, short] of imports) names.set(module, "a").set(long, short);
  const escaped = [...names.keys()].map((name) => name.replace(/\W/g, "\\$&"));
  const mangleProps = new RegExp(`^(${escaped.join("|")})$`);
  // The module is called by its path.
  return transformSync(script, { mangleProps, mangleQuoted: true, mangleCache: Object.fromEntries(names) }).code;
}

optimize(...OPTIONS);
const names = JSON.parse(optimize(SHORT_NAMES));
writeFileSync(script, shortenNames(readFileSync(script, "utf8"), names));
writeFileSync(wasm, orderFunctions(readFileSync(wasm)));

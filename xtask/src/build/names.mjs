// Gives what passes between the wasm and the script around it short names: those that wasm-opt has given them in the
// wasm. In the script they are names of properties, which esbuild replaces.
import { readFileSync, writeFileSync } from "node:fs";
import { transformSync } from "esbuild";

const [path, printed] = process.argv.slice(1);
const { imports, exports } = JSON.parse(printed);
/** What wasm-opt calls the one module it leaves. */
const MODULE = "a";
const names = new Map(exports);
for (const [module, long, short] of imports) names.set(module, MODULE).set(long, short);

const escaped = [...names.keys()].map((name) => name.replace(/\W/g, "\\$&"));
const { code } = transformSync(readFileSync(path, "utf8"), {
  mangleProps: new RegExp(`^(${escaped.join("|")})$`),
  // The module is called by its path.
  mangleQuoted: true,
  mangleCache: Object.fromEntries(names),
});
writeFileSync(path, code);

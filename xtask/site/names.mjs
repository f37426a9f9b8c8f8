/** Short names for what passes between the wasm and the script around it. */
import { load } from "./npm.mjs";

const { transformSync } = await load("esbuild");

/** What wasm-opt calls the one module that it leaves. */
const MODULE = "a";

/** The script with the names that wasm-opt gave these imports and exports: there, they are names of properties. */
export function shortenNames(script, { imports, exports }) {
  const names = new Map(exports);
  for (const [module, long, short] of imports) names.set(module, MODULE).set(long, short);
  const escaped = [...names.keys()].map((name) => name.replace(/\W/g, "\\$&"));
  const { code } = transformSync(script, {
    mangleProps: new RegExp(`^(${escaped.join("|")})$`),
    // The module is called by its path.
    mangleQuoted: true,
    mangleCache: Object.fromEntries(names),
  });
  return code;
}

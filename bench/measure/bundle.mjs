/** Bundles the source of each peer as for production. */
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("../peers/", import.meta.url));
const SHIPPED = [
  ...["--bundle", "--minify", "--format=esm", "--target=es2022", "--charset=utf8", "--legal-comments=none"],
  ...["--jsx=automatic", '--define:process.env.NODE_ENV="production"', "--log-level=warning"],
];

/** Writes each bundle into a subfolder of `folder`, which it returns. */
export function bundle({ packages }, folder) {
  const entries = readdirSync(SOURCES).filter((name) => /\.jsx?$/.test(name) && name !== "api.js");
  const arguments_ = [...entries, ...SHIPPED, `--outdir=${folder}`, "--entry-names=[name]/[name]"];
  execFileSync("esbuild", arguments_, { cwd: SOURCES, env: { ...process.env, NODE_PATH: packages } });
  return folder;
}

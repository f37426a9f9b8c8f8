/** Imports what npm installed, which is in NODE_PATH: only `require` looks there. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

export function load(name) {
  return import(pathToFileURL(require.resolve(name)));
}

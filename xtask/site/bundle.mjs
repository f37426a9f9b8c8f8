/** The element's scripts and styles, by esbuild. */
import { dirname, join } from "node:path";

import { load } from "./npm.mjs";

const { build } = await load("esbuild");

const OPTIONS = { minify: true, write: false, target: "es2022", charset: "utf8", legalComments: "none" };

async function only(options) {
  const { outputFiles } = await build({ ...OPTIONS, ...options });
  return Buffer.from(outputFiles[0].contents);
}

/**
 * Makes one script of a module and what it imports. `modules` are texts of modules that are in no file; `shared` and
 * `files` are the files that are imported as such. What wasm-bindgen's script calls `WebAssembly` is the one of
 * `guarded-web-assembly.js`.
 */
export function bundle(entry, modules, shared, files) {
  const provide = {
    name: "provide",
    setup(build) {
      build.onResolve({ filter: /^(assets|prerendered\/.*)$/ }, ({ path }) => ({ path, namespace: "provided" }));
      build.onLoad({ filter: /./, namespace: "provided" }, ({ path }) => ({ contents: modules[path] }));
    },
  };
  // The styles become a text: the element puts them into its shadow root.
  const loader = { ".css": "text" };
  const inject = [join(dirname(shared), "guarded-web-assembly.js")];
  const alias = { shared, files };
  return only({ entryPoints: [entry], bundle: true, format: "esm", loader, alias, inject, plugins: [provide] });
}

export function minify(styles) {
  return only({ entryPoints: [styles] });
}

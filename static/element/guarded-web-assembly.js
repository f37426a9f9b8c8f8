/**
 * What wasm-bindgen's script knows as `WebAssembly`: the bundler provides it in place of the global
 * (`xtask/site/bundle.mjs`). Unlike errors that reach the window, calls cannot be hidden by the page, nor be confused with
 * those of other modules.
 */
import { guardExport, guardImport } from "./crash-detection.js";

function map(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

const guardFunction = (guard) => (value) => (typeof value === "function" ? guard(value) : value);
const guardImports = (imports) => map(imports, (module) => map(module, guardFunction(guardImport)));
const guardInstance = ({ exports }) => ({ exports: map(exports, guardFunction(guardExport)) });
const guardResult = ({ instance, module }) => ({ instance: guardInstance(instance), module });

function Instance(module, imports) {
  return guardInstance(new globalThis.WebAssembly.Instance(module, guardImports(imports)));
}

async function instantiate(bytes, imports) {
  return guardResult(await globalThis.WebAssembly.instantiate(bytes, guardImports(imports)));
}

async function instantiateStreaming(response, imports) {
  return guardResult(await globalThis.WebAssembly.instantiateStreaming(response, guardImports(imports)));
}

export const WebAssembly = { Instance, instantiate, instantiateStreaming };

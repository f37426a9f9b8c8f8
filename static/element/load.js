/** Loads the WebAssembly, once for all elements. */
import init, { Widget } from "../../pkg/tallyfy_archive.js";
import { discardWasm, fetchWasm } from "shared";
import { pageDefaults } from "./configure.js";
import { detectCrashes } from "./crash-detection.js";

let loading;

/** Resolves with the `Widget` class. Rejects if it cannot be loaded, which the next call retries. */
export function loadWidget() {
  detectCrashes();
  const { wasmUrl } = pageDefaults;
  loading ??= init({ module_or_path: fetchWasm(wasmUrl) }).then(
    () => Widget,
    (error) => {
      loading = undefined;
      discardWasm();
      // The page may have set another URL in the meantime.
      if (wasmUrl !== pageDefaults.wasmUrl) return loadWidget();
      throw error;
    },
  );
  return loading;
}

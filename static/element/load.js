/** Loads the WebAssembly, once for all elements. */
import init, { restart, scheduleRestart, Widget } from "../../pkg/tallyfy_archive.js";
import { discardWasm, fetchWasm } from "shared";
import { pageDefaults } from "./configure.js";
import { onRestart } from "./crash-detection.js";

let loading;

onRestart(() => {
  scheduleRestart();
  restart();
});

/** Resolves with the `Widget` class. Rejects if it cannot be loaded, which the next call retries. */
export function loadWidget() {
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

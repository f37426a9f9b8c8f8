/** Loads the WebAssembly, once for all elements. */
import init, { restart, scheduleRestart, Widget } from "../../pkg/tallyfy_archive.js";
import { discardWasm, fetchWasm } from "shared";
import { onRestart } from "./crash-detection.js";

let loading;

onRestart(() => {
  scheduleRestart();
  restart();
});

/** Resolves with the `Widget` class. Rejects if it cannot be loaded, which the next call retries. */
export function loadWidget() {
  loading ??= init({ module_or_path: fetchWasm() }).then(
    () => Widget,
    (error) => {
      loading = undefined;
      discardWasm();
      throw error;
    },
  );
  return loading;
}
